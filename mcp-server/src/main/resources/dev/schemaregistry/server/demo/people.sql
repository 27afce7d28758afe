CREATE TABLE employees ( -- Staff of the company
    employee_id INTEGER PRIMARY KEY,
    personnel_number VARCHAR(12) NOT NULL UNIQUE,
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    work_email TEXT NOT NULL UNIQUE,
    date_of_birth DATE,
    hire_date DATE NOT NULL,
    termination_date DATE,
    job_id INTEGER NOT NULL REFERENCES jobs (job_id),
    department_id INTEGER NOT NULL REFERENCES departments (department_id),
    manager_id INTEGER REFERENCES employees (employee_id), -- Direct superior
    location_id INTEGER REFERENCES locations (location_id),
    employment_type TEXT NOT NULL, -- full-time, part-time, temporary or apprentice
    weekly_hours REAL NOT NULL DEFAULT 40
);
CREATE TABLE departments (
    department_id INTEGER PRIMARY KEY,
    department_name TEXT NOT NULL UNIQUE,
    cost_centre VARCHAR(10) NOT NULL,
    parent_department_id INTEGER REFERENCES departments (department_id),
    head_employee_id INTEGER REFERENCES employees (employee_id),
    budget_amount DECIMAL(14, 2)
);
CREATE TABLE jobs (
    job_id INTEGER PRIMARY KEY,
    job_title TEXT NOT NULL UNIQUE,
    job_family TEXT,
    pay_grade VARCHAR(6) NOT NULL,
    min_salary DECIMAL(12, 2),
    max_salary DECIMAL(12, 2)
);
CREATE TABLE locations (
    location_id INTEGER PRIMARY KEY,
    office_name TEXT NOT NULL,
    street TEXT,
    city TEXT NOT NULL,
    country_code CHAR(2) NOT NULL,
    time_zone TEXT NOT NULL
);
CREATE TABLE salaries ( -- What employees earn, with history
    employee_id INTEGER NOT NULL REFERENCES employees (employee_id),
    valid_from DATE NOT NULL,
    valid_until DATE,
    annual_amount DECIMAL(12, 2) NOT NULL, -- Base pay for a year, gross
    currency_code CHAR(3) NOT NULL,
    bonus_percent DECIMAL(5, 2) NOT NULL DEFAULT 0,
    PRIMARY KEY (employee_id, valid_from)
);
CREATE TABLE payroll_runs (
    payroll_run_id INTEGER PRIMARY KEY,
    period_start DATE NOT NULL,
    period_end DATE NOT NULL,
    paid_on DATE,
    status TEXT NOT NULL
);
CREATE TABLE payslips (
    payslip_id INTEGER PRIMARY KEY,
    payroll_run_id INTEGER NOT NULL REFERENCES payroll_runs (payroll_run_id),
    employee_id INTEGER NOT NULL REFERENCES employees (employee_id),
    gross_amount DECIMAL(12, 2) NOT NULL,
    income_tax DECIMAL(12, 2) NOT NULL,
    social_security DECIMAL(12, 2) NOT NULL,
    net_amount DECIMAL(12, 2) NOT NULL, -- Transferred to the employee's account
    bank_account TEXT
);
CREATE TABLE absences ( -- Vacation, sick leave and other days off
    absence_id INTEGER PRIMARY KEY,
    employee_id INTEGER NOT NULL REFERENCES employees (employee_id),
    absence_type TEXT NOT NULL, -- vacation, sickness, parental or unpaid
    first_day DATE NOT NULL,
    last_day DATE NOT NULL,
    working_days REAL NOT NULL,
    approved_by INTEGER REFERENCES employees (employee_id),
    status TEXT NOT NULL
);
CREATE TABLE time_entries (
    time_entry_id INTEGER PRIMARY KEY,
    employee_id INTEGER NOT NULL REFERENCES employees (employee_id),
    project_id INTEGER REFERENCES projects (project_id),
    work_date DATE NOT NULL,
    hours REAL NOT NULL,
    overtime BOOLEAN NOT NULL DEFAULT 0,
    note TEXT
);
CREATE TABLE projects (
    project_id INTEGER PRIMARY KEY,
    project_name TEXT NOT NULL,
    sponsor_department_id INTEGER REFERENCES departments (department_id),
    start_date DATE,
    end_date DATE,
    budget_hours REAL,
    status TEXT NOT NULL
);
CREATE TABLE skills (
    skill_id INTEGER PRIMARY KEY,
    skill_name TEXT NOT NULL UNIQUE,
    skill_group TEXT
);
CREATE TABLE employee_skills (
    employee_id INTEGER NOT NULL REFERENCES employees (employee_id),
    skill_id INTEGER NOT NULL REFERENCES skills (skill_id),
    level INTEGER NOT NULL, -- 1 beginner to 5 expert
    certified_until DATE,
    PRIMARY KEY (employee_id, skill_id)
);
CREATE TABLE applicants ( -- People who applied for a job
    applicant_id INTEGER PRIMARY KEY,
    job_id INTEGER NOT NULL REFERENCES jobs (job_id),
    full_name TEXT NOT NULL,
    email TEXT NOT NULL,
    source TEXT, -- job board, referral or agency
    stage TEXT NOT NULL, -- applied, interview, offer, hired or rejected
    expected_salary DECIMAL(12, 2),
    applied_on DATE NOT NULL
);
CREATE TABLE performance_reviews (
    review_id INTEGER PRIMARY KEY,
    employee_id INTEGER NOT NULL REFERENCES employees (employee_id),
    reviewer_id INTEGER NOT NULL REFERENCES employees (employee_id),
    review_year INTEGER NOT NULL,
    rating INTEGER NOT NULL, -- 1 below to 5 above expectations
    goals TEXT,
    comments TEXT
);
CREATE TABLE trainings (
    training_id INTEGER PRIMARY KEY,
    title TEXT NOT NULL,
    provider TEXT,
    cost DECIMAL(10, 2),
    starts_on DATE,
    seats INTEGER
);
CREATE TABLE training_participants (
    training_id INTEGER NOT NULL REFERENCES trainings (training_id),
    employee_id INTEGER NOT NULL REFERENCES employees (employee_id),
    passed BOOLEAN,
    score REAL,
    PRIMARY KEY (training_id, employee_id)
);
