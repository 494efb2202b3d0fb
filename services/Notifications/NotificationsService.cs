using MassTransit;
using Supervision.Messaging;
using Supervision.Notifications.Calendars;
using Supervision.Notifications.Deliveries;
using Supervision.Notifications.Digests;
using Supervision.Notifications.FanOut;
using Supervision.Notifications.Inbox;
using Supervision.Notifications.Liaisons;
using Supervision.Notifications.People;
using Supervision.Notifications.Preferences;
using Supervision.Notifications.Reminders;
using Supervision.Notifications.Rules;
using Supervision.Notifications.Streams;
using Supervision.Notifications.Webhooks;

namespace Supervision.Notifications;

/// <summary>Composition of the service: a line or two per folder.</summary>
internal static class NotificationsService
{
    public static void Consume(IRegistrationConfigurator consumers)
    {
        consumers.AddConsumer<PersonConsumer>();
        consumers.AddConsumer<TeamConsumer>();
        consumers.AddConsumer<DeadlineConsumer>();
        consumers.AddConsumer<BriefConsumer>();
        consumers.AddRules();
    }

    public static void AddNotifications(this WebApplicationBuilder builder)
    {
        builder.AddInbox().AddStreams();
        builder.Services.AddScoped<NoticeWriter>().AddScoped<PortionWriter>();
        builder.Services.AddSingleton<FanOutWorker>().AddHostedService(provider => provider.GetRequiredService<FanOutWorker>());
        builder.Services.AddDeliveries();
        builder.Services.AddSingleton<DigestWorker>().AddHostedService(provider => provider.GetRequiredService<DigestWorker>());
        builder.Services.AddWebhookSender();
        builder.Services.AddSingleton<WebhookWorker>().AddHostedService(provider => provider.GetRequiredService<WebhookWorker>());
        builder.Services.AddReminders();
        builder.Services.AddCalendars();
        builder.Services.AddLiaisons();
    }

    public static void MapNotificationsService(this IEndpointRouteBuilder app)
    {
        var notifications = app.MapGroup("/api/notifications").WithTags("Notifications");
        notifications.MapInbox();
        notifications.MapStream();
        notifications.MapDeliveries();
        notifications.MapPreferences();
        notifications.MapWebhooks();
        notifications.MapParked();
        notifications.MapReminders();
        notifications.MapCalendars();
        notifications.MapLiaisons();
        notifications.MapBriefs();
        notifications.MapDeadLetters();
    }
}
