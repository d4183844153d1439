-- The schema that Threadcoach starts from, as given. What it lacks is added by later migrations.

-- Coaching domains table
CREATE TABLE IF NOT EXISTS coaching_domains (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  category TEXT NOT NULL,        -- 'workflow_coaching' | 'decision_support' | 'skill_development' | 'onboarding'
  difficulty TEXT DEFAULT 'medium', -- 'beginner' | 'intermediate' | 'advanced' | 'expert'
  description TEXT,
  scenario TEXT,
  default_opening TEXT,
  knowledge_tags TEXT[],
  is_active BOOLEAN DEFAULT true,
  created_at TIMESTAMPTZ DEFAULT NOW()
);

-- Coaching personas table (core: system_prompt determines coaching style)
CREATE TABLE IF NOT EXISTS coaching_personas (
  domain_id TEXT PRIMARY KEY REFERENCES coaching_domains(id),
  system_prompt TEXT NOT NULL,
  coaching_style TEXT,
  evaluation_criteria JSONB,
  interaction_patterns JSONB,
  forbidden_topics TEXT[],
  success_conditions TEXT,
  created_at TIMESTAMPTZ DEFAULT NOW()
);

-- Learners table
CREATE TABLE IF NOT EXISTS learners (
  id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
  name TEXT NOT NULL,
  team TEXT,
  position TEXT,
  created_at TIMESTAMPTZ DEFAULT NOW()
);

-- Coaching sessions table
CREATE TABLE IF NOT EXISTS coaching_sessions (
  id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
  learner_id TEXT NOT NULL,
  domain_id TEXT NOT NULL,
  learner_message TEXT NOT NULL,
  coach_response TEXT NOT NULL,
  round_number INT DEFAULT 1,
  session_id TEXT,
  response_time_ms INT,
  score INT CHECK (score >= 1 AND score <= 10),
  feedback TEXT,
  created_at TIMESTAMPTZ DEFAULT NOW()
);

CREATE INDEX IF NOT EXISTS idx_coaching_learner ON coaching_sessions(learner_id, created_at DESC);
CREATE INDEX IF NOT EXISTS idx_coaching_domain ON coaching_sessions(domain_id, created_at DESC);
CREATE INDEX IF NOT EXISTS idx_coaching_session ON coaching_sessions(session_id, round_number);
