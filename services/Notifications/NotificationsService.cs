using Supervision.Contracts;
using Supervision.Messaging;
using Supervision.Notifications.Calendars;
using Supervision.Notifications.Inbox;
using Supervision.Notifications.Liaisons;
using Supervision.Notifications.People;
using Supervision.Notifications.Reminders;
using Supervision.Notifications.Rules;
using Supervision.Notifications.Streams;

namespace Supervision.Notifications;

/// <summary>What the service is made of: a line or two for each folder.</summary>
internal static class NotificationsService
{
    public static void Consume(MessagingBuilder messages) => messages
        .On<UserChanged, PersonConsumer>()
        .On<DeadlineChanged, DeadlineConsumer>()
        .On<TopicStageChanged, BriefConsumer>()
        .OnEveryRule();

    public static void AddNotifications(this WebApplicationBuilder builder)
    {
        builder.AddInbox().AddStreams();
        builder.Services.AddScoped<NoticeWriter>();
        builder.Services.AddReminders();
        builder.Services.AddCalendars();
        builder.Services.AddLiaisons();
    }

    public static void MapNotificationsService(this IEndpointRouteBuilder app)
    {
        var notifications = app.MapGroup("/api/notifications").WithTags("Notifications");
        notifications.MapInbox();
        notifications.MapStream();
        notifications.MapReminders();
        notifications.MapCalendars();
        notifications.MapLiaisons();
        notifications.MapBriefs();
        notifications.MapDeadLetters();
    }
}
