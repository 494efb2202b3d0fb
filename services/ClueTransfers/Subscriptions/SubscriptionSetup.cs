using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Supervision.Persistence;

namespace Supervision.ClueTransfers.Subscriptions;

internal static class SubscriptionSetup
{
    /// <exception cref="InvalidOperationException">A setting is missing; its name is in the message.</exception>
    public static void AddSubscriptions(this IServiceCollection services, IConfiguration configuration)
    {
        var settings = BrokerSettings.From(configuration);
        services.AddSingleton(settings);
        services.AddHttpClient<BrokerManagement>(settings.Apply);
        services.AddScoped<Provisioner>();
        services.AddScoped<QueueStates>();
        services.AddSingleton<ProvisioningWorker>()
            .AddDueWork<ProvisioningWorker>(Pace.WhenDue(settings.Retry) with { First = TimeSpan.Zero, LongestAway = settings.Retry });
    }

    /// <summary>Each tenant sees only its own subscribers; the worker serves all of them.</summary>
    public const string Declaration = """
        create policy platform on subscribers using (app_serves(district)) with check (app_serves(district));
        create policy tenant on subscribers
            using (district = (select app_district()) and body = (select app_body()) and (select app_is('admin')))
            with check (district = app_district() and body = app_body() and app_is('admin'));
        """;
}

internal sealed class SubscriberConfiguration : IEntityTypeConfiguration<Subscriber>
{
    public void Configure(EntityTypeBuilder<Subscriber> builder)
    {
        builder.ToTable("subscribers");
        builder.Property(s => s.Name).HasMaxLength(100);
        builder.HasIndex(s => new { s.District, s.Body, s.Name }).IsUnique();
        builder.HasIndex(s => s.Status).HasFilter("status <> 'Active'");
    }
}
