{{- define "schema-registry.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
{{- end }}

{{- define "schema-registry.fullname" -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 52 | trimSuffix "-" }}
{{- else if contains (include "schema-registry.name" .) .Release.Name }}
{{- .Release.Name | trunc 52 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name (include "schema-registry.name" .) | trunc 52 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{- define "schema-registry.selectorLabels" -}}
app.kubernetes.io/name: {{ include "schema-registry.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "schema-registry.labels" -}}
{{ include "schema-registry.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end }}

{{- /* Several nodes need a registry that they can share, and a volume each for their index. */}}
{{- define "schema-registry.checkNodes" -}}
{{- if gt (int .Values.replicas) 1 }}
{{- $registry := get (fromYaml .Values.config) "registry" | default "" | toString }}
{{- if not (regexMatch "^(jdbc:)?postgres(ql)?:" $registry) }}
{{- fail (printf "replicas: %d nodes need a registry on PostgreSQL, since a SQLite file has one writing machine; write registry: postgresql://... into config, or set replicas to 1" (int .Values.replicas)) }}
{{- end }}
{{- if .Values.persistence.existingClaim }}
{{- fail "persistence.existingClaim: several nodes can't share one volume, since each keeps an index of its own; leave it empty, or set replicas to 1" }}
{{- end }}
{{- end }}
{{- end }}

{{- define "schema-registry.image" -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}

{{- /* What both containers have: no right beyond those of a plain user, and nothing to write but the two volumes. */}}
{{- define "schema-registry.container" -}}
image: {{ include "schema-registry.image" . | quote }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  runAsNonRoot: true
  capabilities:
    drop: [ALL]
env:
  - name: SCHEMA_REGISTRY_NODE
    valueFrom:
      fieldRef:
        fieldPath: metadata.name
  - name: SCHEMA_REGISTRY_CONFIG
    value: /etc/schema-registry/config.yaml
  - name: SCHEMA_REGISTRY_JAVA_OPTS
    value: {{ .Values.javaOptions | quote }}
resources:
  {{- toYaml .Values.resources | nindent 2 }}
{{- end }}

{{- define "schema-registry.mounts" -}}
- name: data
  mountPath: /data
- name: scratch
  mountPath: /tmp
- name: config
  mountPath: /etc/schema-registry
  readOnly: true
{{- range .Values.sourceSecrets }}
- name: source-{{ . }}
  mountPath: /run/secrets/sources/{{ . }}
  readOnly: true
{{- end }}
{{- end }}
