using System.Globalization;

var builder = DistributedApplication.CreateBuilder(args);

// What an operator sets: Parameters in appsettings.json, or Parameters__name in the environment.
var gatewayPort = int.Parse(Environment.GetEnvironmentVariable("GATEWAY_PORT") ?? "8080", CultureInfo.InvariantCulture);
var samples = builder.AddParameter("sample-accounts-file");
var attachments = builder.AddParameter("attachments-folder");
var portalSecret = builder.AddParameter("portal-secret", secret: true);
var identityPassword = builder.AddParameter("identity-password", secret: true);
var cluesPassword = builder.AddParameter("clues-password", secret: true);
var topicsPassword = builder.AddParameter("topics-password", secret: true);
var supervisorsPassword = builder.AddParameter("supervisors-password", secret: true);
var supervisorsSealingKey = builder.AddParameter("supervisors-sealing-key", secret: true);
var assessmentPassword = builder.AddParameter("assessment-password", secret: true);
var notificationsPassword = builder.AddParameter("notifications-password", secret: true);
var gatewayPassword = builder.AddParameter("gateway-password", secret: true);

var postgres = builder.AddPostgres("postgres").WithDataVolume("supervision-postgres");
var identityDb = postgres.AddDatabase("identitydb");
var cluesDb = postgres.AddDatabase("cluesdb");
var topicsDb = postgres.AddDatabase("topicsdb");
var supervisorsDb = postgres.AddDatabase("supervisorsdb");
var assessmentDb = postgres.AddDatabase("assessmentdb");
var notificationsDb = postgres.AddDatabase("notificationsdb");
var gatewayDb = postgres.AddDatabase("gatewaydb");
var rabbitmq = builder.AddRabbitMQ("rabbitmq").WithDataVolume("supervision-rabbitmq").WithManagementPlugin();

var identity = builder.AddProject<Projects.Identity>("identity").WithHttpEndpoint();
var clues = builder.AddProject<Projects.ClueTransfers>("clues").WithHttpEndpoint();
var topics = builder.AddProject<Projects.Topics>("topics").WithHttpEndpoint();
var supervisors = builder.AddProject<Projects.Supervisors>("supervisors").WithHttpEndpoint();
var assessment = builder.AddProject<Projects.Assessment>("assessment").WithHttpEndpoint();
var notifications = builder.AddProject<Projects.Notifications>("notifications").WithHttpEndpoint();
var gateway = builder.AddProject<Projects.Gateway>("gateway").WithHttpEndpoint(port: gatewayPort).WithExternalHttpEndpoints();

// Everyone trusts one issuer, named as browsers see it; processes among themselves reach it without leaving the house.
var authority = ReferenceExpression.Create($"{gateway.GetEndpoint("http")}/identity");
const string Backchannel = "http://identity/identity";

// Migrations run as the owner and make the role, without rights beyond its rows, that the service itself connects as. They also declare
// the queues of services that consume, as soon as the broker is there; who publishes waits for them, so that no event finds its
// consumer's queue missing.
var identityMigrations = builder.AddProject<Projects.Identity>("identity-migrations").WithArgs("migrate")
    .WithReference(identityDb).WaitFor(identityDb).WithReference(rabbitmq)
    .WithEnvironment("Database__Role", "identity_service").WithEnvironment("Database__Password", identityPassword)
    .WithEnvironment("Identity__Authority", authority)
    .WithEnvironment("Portal__Address", gateway.GetEndpoint("http")).WithEnvironment("Portal__Secret", portalSecret)
    .WithEnvironment("Samples__File", samples);
var cluesMigrations = builder.AddProject<Projects.ClueTransfers>("clues-migrations").WithArgs("migrate")
    .WithReference(cluesDb).WaitFor(cluesDb).WithReference(rabbitmq)
    .WithEnvironment("Database__Role", "clues_service").WithEnvironment("Database__Password", cluesPassword);
var topicsMigrations = builder.AddProject<Projects.Topics>("topics-migrations").WithArgs("migrate")
    .WithReference(topicsDb).WaitFor(topicsDb).WithReference(rabbitmq)
    .WithEnvironment("Database__Role", "topics_service").WithEnvironment("Database__Password", topicsPassword);
var supervisorsMigrations = builder.AddProject<Projects.Supervisors>("supervisors-migrations").WithArgs("migrate")
    .WithReference(supervisorsDb).WaitFor(supervisorsDb).WithReference(rabbitmq)
    .WithEnvironment("Database__Role", "supervisors_service").WithEnvironment("Database__Password", supervisorsPassword);
var assessmentMigrations = builder.AddProject<Projects.Assessment>("assessment-migrations").WithArgs("migrate")
    .WithReference(assessmentDb).WaitFor(assessmentDb).WithReference(rabbitmq)
    .WithEnvironment("Database__Role", "assessment_service").WithEnvironment("Database__Password", assessmentPassword);
var notificationsMigrations = builder.AddProject<Projects.Notifications>("notifications-migrations").WithArgs("migrate")
    .WithReference(notificationsDb).WaitFor(notificationsDb).WithReference(rabbitmq)
    .WithEnvironment("Database__Role", "notifications_service").WithEnvironment("Database__Password", notificationsPassword);
var gatewayMigrations = builder.AddProject<Projects.Gateway>("gateway-migrations").WithArgs("migrate")
    .WithReference(gatewayDb).WaitFor(gatewayDb)
    .WithEnvironment("Database__Role", "gateway_service").WithEnvironment("Database__Password", gatewayPassword);

identity
    .WithEnvironment("ConnectionStrings__identitydb", ReferenceExpression.Create($"{identityDb};Username=identity_service;Password={identityPassword}"))
    .WithReference(rabbitmq).WithReference(gateway)
    .WithEnvironment("Identity__Authority", authority)
    .WaitFor(rabbitmq).WaitForCompletion(identityMigrations).WaitForCompletion(cluesMigrations).WaitForCompletion(topicsMigrations)
    .WaitForCompletion(supervisorsMigrations).WaitForCompletion(assessmentMigrations)
    .WaitForCompletion(notificationsMigrations)
    .WithHttpHealthCheck("/health");

clues
    .WithEnvironment("ConnectionStrings__cluesdb", ReferenceExpression.Create($"{cluesDb};Username=clues_service;Password={cluesPassword}"))
    .WithReference(rabbitmq).WithEnvironment("RABBITMQ_MANAGEMENT", rabbitmq.GetEndpoint("management"))
    .WithEnvironment("Attachments__Path", attachments)
    .WithReference(identity).WithEnvironment("Identity__Authority", authority).WithEnvironment("Identity__Backchannel", Backchannel)
    .WaitFor(rabbitmq).WaitForCompletion(cluesMigrations).WaitForCompletion(supervisorsMigrations).WaitForCompletion(notificationsMigrations)
    .WithHttpHealthCheck("/health");

// Files of the services lie apart: each removes what no row of its own knows.
topics
    .WithEnvironment("ConnectionStrings__topicsdb", ReferenceExpression.Create($"{topicsDb};Username=topics_service;Password={topicsPassword}"))
    .WithReference(rabbitmq)
    .WithEnvironment("Attachments__Path", ReferenceExpression.Create($"{attachments}-topics"))
    .WithReference(identity).WithEnvironment("Identity__Authority", authority).WithEnvironment("Identity__Backchannel", Backchannel)
    .WaitFor(rabbitmq).WaitForCompletion(topicsMigrations).WaitForCompletion(supervisorsMigrations).WaitForCompletion(assessmentMigrations)
    .WaitForCompletion(notificationsMigrations)
    .WithHttpHealthCheck("/health");

supervisors
    .WithEnvironment("ConnectionStrings__supervisorsdb", ReferenceExpression.Create($"{supervisorsDb};Username=supervisors_service;Password={supervisorsPassword}"))
    .WithReference(rabbitmq)
    .WithEnvironment("Attachments__Path", ReferenceExpression.Create($"{attachments}-supervisors"))
    .WithEnvironment("Sealing__Key", supervisorsSealingKey)
    .WithReference(identity).WithEnvironment("Identity__Authority", authority).WithEnvironment("Identity__Backchannel", Backchannel)
    .WaitFor(rabbitmq).WaitForCompletion(supervisorsMigrations).WaitForCompletion(identityMigrations).WaitForCompletion(topicsMigrations)
    .WaitForCompletion(cluesMigrations).WaitForCompletion(assessmentMigrations).WaitForCompletion(notificationsMigrations)
    .WithHttpHealthCheck("/health");

assessment
    .WithEnvironment("ConnectionStrings__assessmentdb", ReferenceExpression.Create($"{assessmentDb};Username=assessment_service;Password={assessmentPassword}"))
    .WithReference(rabbitmq)
    .WithEnvironment("Attachments__Path", ReferenceExpression.Create($"{attachments}-assessment"))
    .WithReference(identity).WithEnvironment("Identity__Authority", authority).WithEnvironment("Identity__Backchannel", Backchannel)
    .WaitFor(rabbitmq).WaitForCompletion(assessmentMigrations).WaitForCompletion(topicsMigrations).WaitForCompletion(notificationsMigrations)
    .WithHttpHealthCheck("/health");

notifications
    .WithEnvironment("ConnectionStrings__notificationsdb", ReferenceExpression.Create($"{notificationsDb};Username=notifications_service;Password={notificationsPassword}"))
    .WithReference(rabbitmq).WithEnvironment("Notifications__Portal", gateway.GetEndpoint("http"))
    .WithReference(identity).WithEnvironment("Identity__Authority", authority).WithEnvironment("Identity__Backchannel", Backchannel)
    .WaitFor(rabbitmq).WaitForCompletion(notificationsMigrations)
    .WithHttpHealthCheck("/health");

gateway
    .WithEnvironment("ConnectionStrings__gatewaydb", ReferenceExpression.Create($"{gatewayDb};Username=gateway_service;Password={gatewayPassword}"))
    .WithEnvironment("Portal__Secret", portalSecret)
    .WithEnvironment("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1")
    .WithReference(identity).WithReference(clues).WithReference(topics).WithReference(supervisors).WithReference(assessment).WithReference(notifications)
    .WithEnvironment("Identity__Authority", authority).WithEnvironment("Identity__Backchannel", Backchannel)
    .WaitForCompletion(gatewayMigrations)
    .WithHttpHealthCheck("/health");

builder.Build().Run();
