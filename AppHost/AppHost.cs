using Supervision.AppHost;
using Supervision.AppHost.Local;

Lifecycle.SaysProblemsPlainly();
var builder = DistributedApplication.CreateBuilder(args).WithDataFolder().WithDashboard();

// What an operator may set: Parameters:<name> in appsettings.json, or Parameters__<name> in the environment.
var attachments = builder.AddDataPath("attachments-folder", "attachments");
var samples = builder.AddDataPath("sample-accounts-file", "accounts.json");
var portalSecret = builder.AddSecret("portal-secret");

var postgres = builder.AddPostgres("postgres", password: builder.AddSecret("postgres-password"))
    .WithDataVolume("supervision-postgres").OrLocal();
var rabbitmq = builder.AddRabbitMQ("rabbitmq", builder.AddParameter("rabbitmq-user", "supervision"), builder.AddSecret("rabbitmq-password"))
    .WithDataVolume("supervision-rabbitmq").WithManagementPlugin().OrLocal();

var gateway = builder.AddService<Projects.Gateway>("gateway", builder.GatewayPort()).WithExternalHttpEndpoints();
var identity = builder.AddService<Projects.Identity>("identity");
var clues = builder.AddService<Projects.ClueTransfers>("clues");
var topics = builder.AddService<Projects.Topics>("topics");
var supervisors = builder.AddService<Projects.Supervisors>("supervisors");
var assessment = builder.AddService<Projects.Assessment>("assessment");
var notifications = builder.AddService<Projects.Notifications>("notifications");

// All services trust one issuer, named by the address browsers use; the processes themselves reach it without leaving the machine.
var issuer = ReferenceExpression.Create($"{gateway.GetEndpoint("http")}/identity");
foreach (var service in (IEnumerable<IResourceBuilder<ServiceResource>>)[gateway, identity, clues, topics, supervisors, assessment, notifications])
{
    service.WithDatabase(postgres).WithEnvironment("Identity__Authority", issuer);
    if (service != gateway) service.WithBroker(rabbitmq).WithRedriveCommand();
    if (service != identity) service.WithReference(identity).WithEnvironment("Identity__Backchannel", "http://identity/identity");
}

identity.WithReference(gateway);
identity.Migrations().WithEnvironment("Identity__Authority", issuer).WithEnvironment("Samples__File", samples)
    .WithEnvironment("Portal__Address", gateway.GetEndpoint("http")).WithEnvironment("Portal__Secret", portalSecret);

// Each service has its own folder for files, because it removes every file that none of its own rows refers to.
clues.WithEnvironment("Attachments__Path", attachments).WithEnvironment("RABBITMQ_MANAGEMENT", rabbitmq.GetEndpoint("management"));
topics.WithEnvironment("Attachments__Path", $"{attachments}-topics");
supervisors.WithEnvironment("Attachments__Path", $"{attachments}-supervisors")
    .WithEnvironment("Sealing__Key", builder.AddSecret("supervisors-sealing-key"));
assessment.WithEnvironment("Attachments__Path", $"{attachments}-assessment");
notifications.WithEnvironment("Notifications__Portal", gateway.GetEndpoint("http"));

gateway.WithEnvironment("Portal__Secret", portalSecret).WithEnvironment("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1")
    .WithReference(clues).WithReference(topics).WithReference(supervisors).WithReference(assessment).WithReference(notifications)
    .WithPortalLinks();
postgres.WithResetCommand();

builder.RunPlatform(gateway);
