//! What the records of any catalog say again and again, which a packed one need not: the dictionary that they are compressed
//! with. A record is read with the dictionary that it was packed with, which lives as long as the program does.

/// Short names of fields with the values that most have, and the annotations that tools define, as records write them.
pub(super) const COMMONPLACE: &str = concat!(
    r#"{"v":"backstage.io/v1beta1","v":"sextant.dev/v1","s":"default","n":"","v":"backstage.io/v1alpha1","s":"default","n":""#,
    r#"","t":"Service","d":"The ","g":"typescript","o":["group:default/"],"x":["java","go","kotlin","python","typescript","#,
    r#""backend","frontend"],"l":{"tier":"1","environment":"production","cost-center":"app.kubernetes.io/name":""},"#,
    r#""a":{"argocd/app-name":"","app-selector":"","aws.amazon.com/","azure.com/project-repo":"","#,
    r#""backstage.io/adr-location":"docs/adr","backstage.io/edit-url":"https://github.com/","backstage.io/kubernetes-id":"","#,
    r#""backstage.io/kubernetes-label-selector":"app=","backstage.io/kubernetes-namespace":"","#,
    r#""backstage.io/managed-by-location":"url:https://github.com/","#,
    r#""backstage.io/managed-by-origin-location":"url:https://github.com/","#,
    r#""backstage.io/source-location":"url:https://github.com/","backstage.io/techdocs-ref":"dir:.","#,
    r#""backstage.io/view-url":"https://github.com/","buildkite.com/project-slug":"","circleci.com/project-slug":"github/","#,
    r#""datadoghq.com/dashboard-url":"https://","github.com/project-slug":"","github.com/team-slug":"","#,
    r#""gitlab.com/project-slug":"","grafana/dashboard-selector":"","jenkins.io/job-full-name":"","jira/project-key":"","#,
    r#""lighthouse.com/website-url":"https://","newrelic.com/dashboard-guid":"","opsgenie.com/team":"","#,
    r#""pagerduty.com/integration-key":"","pagerduty.com/service-id":"","sentry.io/project-slug":"","#,
    r#""servicenow.com/appcode":"","snyk.io/org-name":"","sonarqube.org/project-key":""},"#,
    r#""u":[{"url":"https://","title":"Repository","icon":"github","type":"repository"},{"url":"https://","title":"Dashboard","#,
    r#""icon":"dashboard","type":"dashboard"},{"url":"https://","title":"Runbook","icon":"docs","type":"runbook"},"#,
    r#"{"url":"https://","title":"Team chat","icon":"chat","type":"chat-channel"}],"i":[{"value":""}],"#,
    r#""p":{"displayName":"","email":"@","picture":"https://"},"c":{"type":"openapi"},"f":{"#,
    r#""m":[["README.md","Overview"],["docs/index.md","Home"],["mkdocs.yml""#,
);
