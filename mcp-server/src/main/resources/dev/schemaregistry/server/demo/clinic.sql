CREATE TABLE patients ( -- People treated in the clinic
    patient_id INTEGER PRIMARY KEY,
    medical_record_number VARCHAR(16) NOT NULL UNIQUE, -- MRN on the wristband
    family_name TEXT NOT NULL,
    given_name TEXT NOT NULL,
    date_of_birth DATE NOT NULL,
    sex CHAR(1),
    blood_group VARCHAR(3), -- ABO and rhesus, for example A+
    phone TEXT,
    email TEXT,
    insurer_id INTEGER REFERENCES insurers (insurer_id),
    insurance_number TEXT,
    deceased BOOLEAN NOT NULL DEFAULT 0
);
CREATE TABLE insurers (
    insurer_id INTEGER PRIMARY KEY,
    insurer_name TEXT NOT NULL,
    payer_code VARCHAR(12) NOT NULL UNIQUE,
    claims_email TEXT
);
CREATE TABLE departments (
    department_id INTEGER PRIMARY KEY,
    department_name TEXT NOT NULL UNIQUE, -- Cardiology, surgery and so on
    floor INTEGER,
    head_physician_id INTEGER REFERENCES physicians (physician_id)
);
CREATE TABLE physicians ( -- Doctors who treat patients
    physician_id INTEGER PRIMARY KEY,
    full_name TEXT NOT NULL,
    specialty TEXT NOT NULL,
    department_id INTEGER REFERENCES departments (department_id),
    licence_number VARCHAR(20) NOT NULL UNIQUE,
    employed_since DATE,
    on_call BOOLEAN NOT NULL DEFAULT 0
);
CREATE TABLE rooms (
    room_id INTEGER PRIMARY KEY,
    department_id INTEGER NOT NULL REFERENCES departments (department_id),
    room_number VARCHAR(8) NOT NULL,
    room_kind TEXT NOT NULL, -- ward, theatre, intensive care or laboratory
    bed_count INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE appointments (
    appointment_id INTEGER PRIMARY KEY,
    patient_id INTEGER NOT NULL REFERENCES patients (patient_id),
    physician_id INTEGER NOT NULL REFERENCES physicians (physician_id),
    room_id INTEGER REFERENCES rooms (room_id),
    scheduled_at TIMESTAMP NOT NULL,
    duration_minutes INTEGER NOT NULL DEFAULT 20,
    status TEXT NOT NULL, -- booked, arrived, done, cancelled or no-show
    reason TEXT -- Complaint in the patient's own words
);
CREATE TABLE admissions ( -- Stays of patients in hospital
    admission_id INTEGER PRIMARY KEY,
    patient_id INTEGER NOT NULL REFERENCES patients (patient_id),
    department_id INTEGER NOT NULL REFERENCES departments (department_id),
    room_id INTEGER REFERENCES rooms (room_id),
    admitted_at TIMESTAMP NOT NULL,
    discharged_at TIMESTAMP,
    admission_type TEXT NOT NULL, -- emergency, planned or transfer
    discharge_status TEXT
);
CREATE TABLE diagnoses (
    diagnosis_id INTEGER PRIMARY KEY,
    admission_id INTEGER REFERENCES admissions (admission_id),
    patient_id INTEGER NOT NULL REFERENCES patients (patient_id),
    icd_code VARCHAR(8) NOT NULL, -- ICD-10 code of the disease
    description TEXT NOT NULL,
    is_primary BOOLEAN NOT NULL DEFAULT 0,
    diagnosed_by INTEGER REFERENCES physicians (physician_id),
    diagnosed_on DATE NOT NULL
);
CREATE TABLE medications (
    medication_id INTEGER PRIMARY KEY,
    generic_name TEXT NOT NULL, -- Active ingredient of the drug
    trade_name TEXT,
    atc_code VARCHAR(8),
    form TEXT, -- tablet, infusion, ointment
    strength TEXT
);
CREATE TABLE prescriptions ( -- Drugs ordered for a patient
    prescription_id INTEGER PRIMARY KEY,
    patient_id INTEGER NOT NULL REFERENCES patients (patient_id),
    physician_id INTEGER NOT NULL REFERENCES physicians (physician_id),
    medication_id INTEGER NOT NULL REFERENCES medications (medication_id),
    dose TEXT NOT NULL,
    frequency TEXT NOT NULL,
    start_date DATE NOT NULL,
    end_date DATE,
    refills INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE lab_orders ( -- Laboratory tests a physician asked for
    lab_order_id INTEGER PRIMARY KEY,
    patient_id INTEGER NOT NULL REFERENCES patients (patient_id),
    ordered_by INTEGER NOT NULL REFERENCES physicians (physician_id),
    test_code VARCHAR(12) NOT NULL, -- LOINC code
    priority TEXT NOT NULL DEFAULT 'routine',
    ordered_at TIMESTAMP NOT NULL,
    status TEXT NOT NULL
);
CREATE TABLE lab_results (
    lab_result_id INTEGER PRIMARY KEY,
    lab_order_id INTEGER NOT NULL REFERENCES lab_orders (lab_order_id),
    analyte TEXT NOT NULL, -- What was measured, for example haemoglobin
    value_numeric REAL,
    value_text TEXT,
    unit TEXT,
    reference_low REAL,
    reference_high REAL,
    abnormal_flag CHAR(1),
    measured_at TIMESTAMP NOT NULL
);
CREATE TABLE vital_signs (
    vital_sign_id INTEGER PRIMARY KEY,
    admission_id INTEGER NOT NULL REFERENCES admissions (admission_id),
    taken_at TIMESTAMP NOT NULL,
    heart_rate INTEGER, -- Beats per minute
    systolic_pressure INTEGER,
    diastolic_pressure INTEGER,
    temperature_celsius REAL,
    oxygen_saturation INTEGER
);
CREATE TABLE invoices (
    invoice_id INTEGER PRIMARY KEY,
    patient_id INTEGER NOT NULL REFERENCES patients (patient_id),
    insurer_id INTEGER REFERENCES insurers (insurer_id),
    amount DECIMAL(12, 2) NOT NULL,
    issued_on DATE NOT NULL,
    paid_on DATE,
    status TEXT NOT NULL
);
