CREATE TABLE accounts ( -- Companies we have a support contract with
    account_id INTEGER PRIMARY KEY,
    account_name TEXT NOT NULL,
    industry TEXT,
    plan TEXT NOT NULL, -- free, team or enterprise
    annual_contract_value DECIMAL(12, 2),
    renewal_date DATE,
    owner_agent_id INTEGER REFERENCES agents (agent_id),
    health_score INTEGER, -- 0 to 100, low means likely to churn
    region TEXT,
    created_at TIMESTAMP NOT NULL
);
CREATE TABLE contacts (
    contact_id INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES accounts (account_id),
    full_name TEXT NOT NULL,
    email TEXT NOT NULL, -- Same address as customers.email in the shop, where they buy too
    phone TEXT,
    job_title TEXT,
    language VARCHAR(5),
    unsubscribed BOOLEAN NOT NULL DEFAULT 0
);
CREATE TABLE agents ( -- Support staff who answer tickets
    agent_id INTEGER PRIMARY KEY,
    display_name TEXT NOT NULL,
    email TEXT NOT NULL UNIQUE,
    team_id INTEGER REFERENCES teams (team_id),
    shift TEXT,
    active BOOLEAN NOT NULL DEFAULT 1
);
CREATE TABLE teams (
    team_id INTEGER PRIMARY KEY,
    team_name TEXT NOT NULL UNIQUE,
    escalation_email TEXT,
    business_hours TEXT
);
CREATE TABLE tickets ( -- Questions and complaints from customers
    ticket_id INTEGER PRIMARY KEY,
    account_id INTEGER REFERENCES accounts (account_id),
    contact_id INTEGER NOT NULL REFERENCES contacts (contact_id),
    assigned_agent_id INTEGER REFERENCES agents (agent_id),
    subject TEXT NOT NULL,
    body TEXT,
    channel TEXT NOT NULL, -- email, chat, phone or web form
    priority TEXT NOT NULL, -- low, normal, high or urgent
    status TEXT NOT NULL, -- new, open, waiting, solved or closed
    category TEXT,
    product_area TEXT,
    opened_at TIMESTAMP NOT NULL,
    first_response_at TIMESTAMP,
    resolved_at TIMESTAMP,
    reopened_count INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX open_tickets ON tickets (priority, opened_at) WHERE status IN ('new', 'open');
CREATE TABLE ticket_messages (
    message_id INTEGER PRIMARY KEY,
    ticket_id INTEGER NOT NULL REFERENCES tickets (ticket_id) ON DELETE CASCADE,
    author_kind TEXT NOT NULL,
    author_id INTEGER,
    body TEXT NOT NULL,
    is_internal BOOLEAN NOT NULL DEFAULT 0,
    sent_at TIMESTAMP NOT NULL
);
CREATE TABLE ticket_tags (
    ticket_id INTEGER NOT NULL REFERENCES tickets (ticket_id) ON DELETE CASCADE,
    tag TEXT NOT NULL,
    PRIMARY KEY (ticket_id, tag)
);
CREATE TABLE sla_policies (
    policy_id INTEGER PRIMARY KEY,
    plan TEXT NOT NULL,
    priority TEXT NOT NULL,
    first_response_minutes INTEGER NOT NULL, -- Promised time until the first answer
    resolution_hours INTEGER NOT NULL
);
CREATE TABLE sla_breaches (
    breach_id INTEGER PRIMARY KEY,
    ticket_id INTEGER NOT NULL REFERENCES tickets (ticket_id),
    policy_id INTEGER NOT NULL REFERENCES sla_policies (policy_id),
    breached_at TIMESTAMP NOT NULL,
    minutes_over INTEGER NOT NULL
);
CREATE TABLE satisfaction_surveys (
    survey_id INTEGER PRIMARY KEY,
    ticket_id INTEGER NOT NULL REFERENCES tickets (ticket_id),
    score INTEGER NOT NULL, -- CSAT, 1 unhappy to 5 happy
    nps INTEGER, -- Net promoter score answer, 0 to 10
    comment TEXT,
    answered_at TIMESTAMP NOT NULL
);
CREATE TABLE knowledge_articles (
    article_id INTEGER PRIMARY KEY,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    author_agent_id INTEGER REFERENCES agents (agent_id),
    published_at TIMESTAMP,
    views INTEGER NOT NULL DEFAULT 0,
    helpful_votes INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE subscriptions (
    subscription_id INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES accounts (account_id),
    plan TEXT NOT NULL,
    seats INTEGER NOT NULL,
    monthly_fee DECIMAL(10, 2) NOT NULL,
    starts_on DATE NOT NULL,
    cancelled_on DATE,
    cancel_reason TEXT -- Why the account churned
);
CREATE TABLE outages (
    outage_id INTEGER PRIMARY KEY,
    service_name TEXT NOT NULL,
    severity TEXT NOT NULL,
    started_at TIMESTAMP NOT NULL,
    ended_at TIMESTAMP,
    root_cause TEXT
);
CREATE TABLE outage_tickets (
    outage_id INTEGER NOT NULL REFERENCES outages (outage_id),
    ticket_id INTEGER NOT NULL REFERENCES tickets (ticket_id),
    PRIMARY KEY (outage_id, ticket_id)
);
