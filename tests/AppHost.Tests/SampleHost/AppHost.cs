// A topology in small, to test the native host with: everything the real one uses, once.
using System.Globalization;

var builder = DistributedApplication.CreateBuilder(args);

var port = int.Parse(Environment.GetEnvironmentVariable("SAMPLE_PORT") ?? "0", CultureInfo.InvariantCulture);
var password = builder.AddParameter("sample-password", secret: true);
var colour = builder.AddParameter("colour");
var postgres = builder.AddPostgres("postgres").WithDataVolume();
var database = postgres.AddDatabase("sampledb");

var migrations = builder.AddProject<Projects.SampleService>("sample-migrations").WithArgs("migrate")
    .WithReference(database).WaitFor(database);
var other = builder.AddProject<Projects.SampleService>("other-one").WithHttpEndpoint().WithHttpHealthCheck("/health");
var sample = builder.AddProject<Projects.SampleService>("sample")
    .WithHttpEndpoint(port: port is 0 ? null : port).WithExternalHttpEndpoints()
    .WithHttpHealthCheck("/health")
    .WithReference(database).WithReference(other)
    .WithEnvironment("Colour", colour)
    .WithEnvironment("Own", ReferenceExpression.Create($"{database};Username=sample_service;Password={password}"))
    .WithEnvironment("Plain", "text")
    .WaitFor(other).WaitForCompletion(migrations);
sample.WithEnvironment("Self", $"{sample.GetEndpoint("http")}/sample");

if (Environment.GetEnvironmentVariable("SAMPLE_BROKER") is not null)
{
    var rabbitmq = builder.AddRabbitMQ("rabbitmq").WithDataVolume().WithManagementPlugin();
    other.WithReference(rabbitmq).WithEnvironment("Management", rabbitmq.GetEndpoint("management")).WaitFor(rabbitmq);
}

builder.Build().Run();
