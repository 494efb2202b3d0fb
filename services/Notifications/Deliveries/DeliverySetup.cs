using Microsoft.Extensions.Options;
using Supervision.Notifications.Deliveries.Drop;
using Supervision.Notifications.Deliveries.Mail;
using Supervision.Persistence;

namespace Supervision.Notifications.Deliveries;

internal static class DeliverySetup
{
    public static IServiceCollection AddDeliveries(this IServiceCollection services)
    {
        services.AddOptions<PortalSettings>().BindConfiguration(PortalSettings.Section)
            .Validate(s => s.IsSound, "Notifications:Portal is the portal's public address, with http or https.").ValidateOnStart();
        services.AddOptions<DeliverySettings>().BindConfiguration(DeliverySettings.Section)
            .Validate(s => s.IsSound, "Notifications:Delivery: Lease at least 2 s, GiveUpAfter at least 1 min, Attempts and KeepDays positive.").ValidateOnStart();
        services.AddOptions<DropSettings>().BindConfiguration(DropSettings.Section)
            .Validate<IOptions<PortalSettings>>((s, portal) => s.SmsFolder.Length + s.MessengerFolder.Length == 0 || portal.Value.Portal.Length > 0, NoPortal)
            .ValidateOnStart();
        services.AddOptions<MailSettings>().BindConfiguration(MailSettings.Section).ValidateDataAnnotations()
            .Validate(s => s.HasSender, "Notifications:Mail:From is a mail address with a domain.")
            .Validate(s => s.HasAuthority, "Notifications:Mail:Authority is a PEM file that exists.")
            .Validate<IOptions<PortalSettings>>((s, portal) => s.Host.Length == 0 || portal.Value.Portal.Length > 0, NoPortal).ValidateOnStart();
        services.AddSingleton<ChannelSettings>();
        services.AddSingleton<OutsideTexts>();
        services.AddSingleton<IChannel, MailChannel>();
        services.AddSingleton<IChannel>(provider => new FileDropChannel(
            ChannelNames.Sms, provider.GetRequiredService<IOptions<DropSettings>>().Value.SmsFolder, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IChannel>(provider => new FileDropChannel(
            ChannelNames.Messenger, provider.GetRequiredService<IOptions<DropSettings>>().Value.MessengerFolder, provider.GetRequiredService<TimeProvider>()));
        services.AddScoped<DeliveryQueue>();
        services.AddDueWork(
            provider => DeliveryWorker.Pace with { Lanes = EnabledOf(provider).Count },
            (scope, lane) => ActivatorUtilities.CreateInstance<DeliveryWorker>(scope, EnabledOf(scope)[lane]));
        return services;
    }

    static List<IChannel> EnabledOf(IServiceProvider services)
    {
        var settings = services.GetRequiredService<ChannelSettings>();
        return [.. services.GetServices<IChannel>().Where(channel => settings.Enabled.Contains(channel.Name))];
    }

    const string NoPortal = "Notifications:Portal is missing: messages that leave the house link to it.";
}
