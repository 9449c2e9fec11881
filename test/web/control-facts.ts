import type { ControlAttributes } from "../../src/core/control.ts";

/** Ids, titles and attribute values: facts. Everything else about a control in the fixture is invented. */
export interface ControlFact {
  readonly id: string;
  readonly title: string;
  readonly isNew: boolean;
  readonly attributes: ControlAttributes;
}

/** Per line: id, title, then control types, properties, concepts, capabilities and domains; `+` after the id: new in 2022. */
const LINES = `
5.1|Policies for information security|preventive|confidentiality,integrity,availability|identify|governance|governance_and_ecosystem,resilience
5.2|Information security roles and responsibilities|preventive|confidentiality,integrity,availability|identify|governance|governance_and_ecosystem,protection,resilience
5.3|Segregation of duties|preventive|confidentiality,integrity,availability|protect|governance,identity_and_access_management|governance_and_ecosystem
5.4|Management responsibilities|preventive|confidentiality,integrity,availability|identify|governance|governance_and_ecosystem
5.5|Contact with authorities|preventive,corrective|confidentiality,integrity,availability|identify,protect,respond,recover|governance|defence,resilience
5.6|Contact with special interest groups|preventive,corrective|confidentiality,integrity,availability|protect,respond,recover|governance|defence
5.7+|Threat intelligence|preventive,detective,corrective|confidentiality,integrity,availability|identify,detect,respond|threat_and_vulnerability_management|defence,resilience
5.8|Information security in project management|preventive|confidentiality,integrity,availability|identify,protect|governance|governance_and_ecosystem,protection
5.9|Inventory of information and other associated assets|preventive|confidentiality,integrity,availability|identify|asset_management|governance_and_ecosystem,protection
5.10|Acceptable use of information and other associated assets|preventive|confidentiality,integrity,availability|protect|asset_management,information_protection|governance_and_ecosystem,protection
5.11|Return of assets|preventive|confidentiality,integrity,availability|protect|asset_management|protection
5.12|Classification of information|preventive|confidentiality,integrity,availability|identify|information_protection|protection,defence
5.13|Labelling of information|preventive|confidentiality,integrity,availability|protect|information_protection|protection,defence
5.14|Information transfer|preventive|confidentiality,integrity,availability|protect|asset_management,information_protection|protection
5.15|Access control|preventive|confidentiality,integrity,availability|protect|identity_and_access_management|protection
5.16|Identity management|preventive|confidentiality,integrity,availability|protect|identity_and_access_management|protection
5.17|Authentication information|preventive|confidentiality,integrity,availability|protect|identity_and_access_management|protection
5.18|Access rights|preventive|confidentiality,integrity,availability|protect|identity_and_access_management|protection
5.19|Information security in supplier relationships|preventive|confidentiality,integrity,availability|identify|supplier_relationships_security|governance_and_ecosystem,protection
5.20|Addressing information security within supplier agreements|preventive|confidentiality,integrity,availability|identify|supplier_relationships_security|governance_and_ecosystem,protection
5.21|Managing information security in the ICT supply chain|preventive|confidentiality,integrity,availability|identify|supplier_relationships_security|governance_and_ecosystem,protection
5.22|Monitoring, review and change management of supplier services|preventive|confidentiality,integrity,availability|identify|supplier_relationships_security,information_security_assurance|governance_and_ecosystem,protection,defence
5.23+|Information security for use of cloud services|preventive|confidentiality,integrity,availability|protect|supplier_relationships_security|governance_and_ecosystem,protection
5.24|Information security incident management planning and preparation|corrective|confidentiality,integrity,availability|respond,recover|governance,information_security_event_management|defence
5.25|Assessment and decision on information security events|detective|confidentiality,integrity,availability|detect,respond|information_security_event_management|defence
5.26|Response to information security incidents|corrective|confidentiality,integrity,availability|respond,recover|information_security_event_management|defence
5.27|Learning from information security incidents|preventive|confidentiality,integrity,availability|identify,protect|information_security_event_management|defence
5.28|Collection of evidence|corrective|confidentiality,integrity,availability|detect,respond|information_security_event_management|defence
5.29|Information security during disruption|preventive,corrective|confidentiality,integrity,availability|protect,respond|continuity|protection,resilience
5.30+|ICT readiness for business continuity|corrective|availability|respond|continuity|resilience
5.31|Legal, statutory, regulatory and contractual requirements|preventive|confidentiality,integrity,availability|identify|legal_and_compliance|governance_and_ecosystem,protection
5.32|Intellectual property rights|preventive|confidentiality,integrity,availability|identify|legal_and_compliance|governance_and_ecosystem
5.33|Protection of records|preventive|confidentiality,integrity,availability|identify,protect|legal_and_compliance,asset_management,information_protection|defence
5.34|Privacy and protection of PII|preventive|confidentiality,integrity,availability|identify,protect|information_protection,legal_and_compliance|protection
5.35|Independent review of information security|preventive,corrective|confidentiality,integrity,availability|identify,protect|information_security_assurance|governance_and_ecosystem
5.36|Compliance with policies, rules and standards for information security|preventive|confidentiality,integrity,availability|identify,protect|legal_and_compliance,information_security_assurance|governance_and_ecosystem
5.37|Documented operating procedures|preventive,corrective|confidentiality,integrity,availability|protect,recover|asset_management,physical_security,system_and_network_security,application_security,secure_configuration,identity_and_access_management,threat_and_vulnerability_management,continuity,information_security_event_management|governance_and_ecosystem,protection,defence
6.1|Screening|preventive|confidentiality,integrity,availability|protect|human_resource_security|governance_and_ecosystem
6.2|Terms and conditions of employment|preventive|confidentiality,integrity,availability|protect|human_resource_security|governance_and_ecosystem
6.3|Information security awareness, education and training|preventive|confidentiality,integrity,availability|protect|human_resource_security|governance_and_ecosystem
6.4|Disciplinary process|preventive,corrective|confidentiality,integrity,availability|protect,respond|human_resource_security|governance_and_ecosystem
6.5|Responsibilities after termination or change of employment|preventive|confidentiality,integrity,availability|protect|human_resource_security,asset_management|governance_and_ecosystem
6.6|Confidentiality or non-disclosure agreements|preventive|confidentiality|protect|human_resource_security,information_protection,supplier_relationships_security|governance_and_ecosystem
6.7|Remote working|preventive|confidentiality,integrity,availability|protect|asset_management,information_protection,physical_security,system_and_network_security|protection
6.8|Information security event reporting|detective|confidentiality,integrity,availability|detect|information_security_event_management|defence
7.1|Physical security perimeters|preventive|confidentiality,integrity,availability|protect|physical_security|protection
7.2|Physical entry|preventive|confidentiality,integrity,availability|protect|physical_security,identity_and_access_management|protection
7.3|Securing offices, rooms and facilities|preventive|confidentiality,integrity,availability|protect|physical_security,asset_management|protection
7.4+|Physical security monitoring|preventive,detective|confidentiality,integrity,availability|protect,detect|physical_security|protection,defence
7.5|Protecting against physical and environmental threats|preventive|confidentiality,integrity,availability|protect|physical_security|protection
7.6|Working in secure areas|preventive|confidentiality,integrity,availability|protect|physical_security|protection
7.7|Clear desk and clear screen|preventive|confidentiality|protect|physical_security|protection
7.8|Equipment siting and protection|preventive|confidentiality,integrity,availability|protect|physical_security,asset_management|protection
7.9|Security of assets off-premises|preventive|confidentiality,integrity,availability|protect|physical_security,asset_management|protection
7.10|Storage media|preventive|confidentiality,integrity,availability|protect|physical_security,asset_management|protection
7.11|Supporting utilities|preventive,detective|integrity,availability|protect,detect|physical_security|protection
7.12|Cabling security|preventive|confidentiality,availability|protect|physical_security|protection
7.13|Equipment maintenance|preventive|confidentiality,integrity,availability|protect|physical_security,asset_management|protection,resilience
7.14|Secure disposal or re-use of equipment|preventive|confidentiality|protect|physical_security,asset_management|protection
8.1|User endpoint devices|preventive|confidentiality,integrity,availability|protect|asset_management,information_protection|protection
8.2|Privileged access rights|preventive|confidentiality,integrity,availability|protect|identity_and_access_management|protection
8.3|Information access restriction|preventive|confidentiality,integrity,availability|protect|identity_and_access_management|protection
8.4|Access to source code|preventive|confidentiality,integrity,availability|protect|identity_and_access_management,application_security,secure_configuration|protection
8.5|Secure authentication|preventive|confidentiality,integrity,availability|protect|identity_and_access_management|protection
8.6|Capacity management|preventive,detective|integrity,availability|identify,protect,detect|continuity|governance_and_ecosystem,protection
8.7|Protection against malware|preventive,detective,corrective|confidentiality,integrity,availability|protect,detect|system_and_network_security,information_protection|protection,defence
8.8|Management of technical vulnerabilities|preventive|confidentiality,integrity,availability|identify,protect|threat_and_vulnerability_management|governance_and_ecosystem,protection,defence
8.9+|Configuration management|preventive|confidentiality,integrity,availability|protect|secure_configuration|protection
8.10+|Information deletion|preventive|confidentiality|protect|information_protection,legal_and_compliance|protection
8.11+|Data masking|preventive|confidentiality|protect|information_protection|protection
8.12+|Data leakage prevention|preventive,detective|confidentiality|protect,detect|information_protection|protection,defence
8.13|Information backup|corrective|integrity,availability|recover|continuity|protection
8.14|Redundancy of information processing facilities|preventive|availability|protect|continuity,asset_management|protection,resilience
8.15|Logging|detective|confidentiality,integrity,availability|detect|information_security_event_management|protection,defence
8.16+|Monitoring activities|detective,corrective|confidentiality,integrity,availability|detect,respond|information_security_event_management|defence
8.17|Clock synchronization|detective|integrity|protect,detect|information_security_event_management|protection,defence
8.18|Use of privileged utility programs|preventive|confidentiality,integrity,availability|protect|system_and_network_security,secure_configuration,application_security|protection
8.19|Installation of software on operational systems|preventive|confidentiality,integrity,availability|protect|secure_configuration,application_security|protection
8.20|Networks security|preventive,detective|confidentiality,integrity,availability|protect,detect|system_and_network_security|protection
8.21|Security of network services|preventive|confidentiality,integrity,availability|protect|system_and_network_security|protection
8.22|Segregation of networks|preventive|confidentiality,integrity,availability|protect|system_and_network_security|protection
8.23+|Web filtering|preventive|confidentiality,integrity,availability|protect|system_and_network_security|protection
8.24|Use of cryptography|preventive|confidentiality,integrity,availability|protect|secure_configuration|protection
8.25|Secure development life cycle|preventive|confidentiality,integrity,availability|protect|application_security,system_and_network_security|protection
8.26|Application security requirements|preventive|confidentiality,integrity,availability|protect|application_security,system_and_network_security|protection,defence
8.27|Secure system architecture and engineering principles|preventive|confidentiality,integrity,availability|protect|application_security,system_and_network_security|protection
8.28+|Secure coding|preventive|confidentiality,integrity,availability|protect|application_security,system_and_network_security|protection
8.29|Security testing in development and acceptance|preventive|confidentiality,integrity,availability|identify|application_security,information_security_assurance,system_and_network_security|protection
8.30|Outsourced development|preventive,detective|confidentiality,integrity,availability|identify,protect,detect|system_and_network_security,application_security,supplier_relationships_security|governance_and_ecosystem,protection
8.31|Separation of development, test and production environments|preventive|confidentiality,integrity,availability|protect|application_security,system_and_network_security|protection
8.32|Change management|preventive|confidentiality,integrity,availability|protect|application_security,system_and_network_security|protection
8.33|Test information|preventive|confidentiality,integrity|protect|information_protection|protection
8.34|Protection of information systems during audit testing|preventive|confidentiality,integrity,availability|protect|system_and_network_security,information_protection|governance_and_ecosystem,protection
`;

export const CONTROL_FACTS: readonly ControlFact[] = LINES.trim()
  .split("\n")
  .map((line) => {
    const [id = "", title = "", ...lists] = line.split("|");
    const [controlType = [], properties = [], concepts = [], capabilities = [], domains = []] = lists.map((list) =>
      list.split(","),
    );
    return {
      id: id.replace("+", ""),
      title,
      isNew: id.endsWith("+"),
      attributes: { controlType, properties, concepts, capabilities, domains },
    };
  });
