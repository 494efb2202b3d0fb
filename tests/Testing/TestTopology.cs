using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Supervision.AppHost;

namespace Supervision.Testing;

/// <summary>Adapts the whole topology to a test. Resources left out stay in the model, with their endpoints, but are not started.</summary>
public static class TestTopology
{
    internal static void Apply(IDistributedApplicationTestingBuilder builder, TestHostOptions options)
    {
        foreach (var service in builder.Resources.OfType<ServiceResource>().Where(one => one.Migrations is not null).ToList())
        {
            if (options.ServersOnly || (options.Only.Count > 0 && !options.Only.Contains(service.Name))) LeaveOut(service);
            // The migrations of all services run, even of services not started: they declare the queues for what the started ones publish.
            if (options.ServersOnly) LeaveOut(service.Migrations!);
        }

        foreach (var (name, settings) in options.Environment)
        {
            var service = builder.CreateResourceBuilder<ServiceResource>(name);
            foreach (var (setting, value) in settings) service.WithEnvironment(setting, value);
        }

        foreach (var (name, program) in options.OtherBuilds) builder.CreateResourceBuilder<ServiceResource>(name).WithCommand(program);
        options.Topology?.Invoke(builder);
    }

    /// <summary>A second process of the same service, with the same environment.</summary>
    public static void AddCopy(this IDistributedApplicationBuilder builder, string service, string name)
    {
        var original = Service(builder, service);
        var copy = builder.AddService(original.Project, name).Resource;
        // Inserted before the copy's own settings, such as its address.
        copy.Annotations.Insert(0, ToldAs(original));
        foreach (var wait in original.Annotations.OfType<WaitAnnotation>().ToList()) copy.Annotations.Add(wait);
    }

    /// <summary>Another database, migrated like the service's own and not used by anybody yet.</summary>
    public static void AddEmptyDatabase(this IDistributedApplicationBuilder builder, string service, string name)
    {
        var original = Service(builder, service);
        var database = builder.CreateResourceBuilder<PostgresServerResource>("postgres").AddDatabase(name);
        // Nobody may be connected to it when it is copied, not even a health check.
        foreach (var check in database.Resource.Annotations.OfType<HealthCheckAnnotation>().ToList()) database.Resource.Annotations.Remove(check);
        var migrations = builder.AddProgram(original.Project, $"{name}-migrations").WithArgs("migrate").WaitFor(database);
        migrations.Resource.Annotations.Add(ToldAs(original.Migrations!));
        migrations.WithEnvironment($"ConnectionStrings__{service}db", database.Resource.ConnectionStringExpression);
        // One after the other, because both create the same role.
        migrations.WaitForCompletion(builder.CreateResourceBuilder(original.Migrations!));
        builder.CreateResourceBuilder(original).WaitForCompletion(migrations);
    }

    /// <summary>Work on each database once it is there; the migrations wait for it.</summary>
    /// <param name="work">Is given the database's name and its owner's connection string.</param>
    public static void WhenCreated(this IDistributedApplicationBuilder builder, Func<string, string, CancellationToken, Task> work)
    {
        var migrations = builder.Resources.OfType<ServiceResource>().Where(one => one.Migrations is null)
            .Select(builder.CreateResourceBuilder).ToList();
        foreach (var database in builder.Resources.OfType<PostgresDatabaseResource>())
        {
            builder.Eventing.Subscribe<ResourceReadyEvent>(
                database, async (_, ct) => await work(database.DatabaseName, (await database.ConnectionStringExpression.GetValueAsync(ct))!, ct));
            foreach (var migration in migrations) migration.WaitFor(builder.CreateResourceBuilder(database));
        }
    }

    internal static bool IsLeftOut(IResource resource) => resource.Annotations.OfType<ExplicitStartupAnnotation>().Any();

    /// <summary>Annotations remember what they gave the first resource, so the callbacks are called instead of sharing the annotations.</summary>
    private static EnvironmentCallbackAnnotation ToldAs(ServiceResource original) => new(async context =>
    {
        foreach (var one in original.Annotations.OfType<EnvironmentCallbackAnnotation>()) await one.Callback(context);
    });

    private static ServiceResource Service(IDistributedApplicationBuilder builder, string name) =>
        builder.Resources.OfType<ServiceResource>().Single(one => one.Name == name);

    private static void LeaveOut(ServiceResource service) => service.Annotations.Add(new ExplicitStartupAnnotation());
}
