using Supervision.Collaboration;
using Supervision.Messaging;
using Supervision.Notifications;
using Supervision.Notifications.Data;
using Supervision.Persistence;
using Supervision.ServiceDefaults;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.SignIn;

var builder = WebApplication.CreateBuilder(args).AddServiceDefaults("notifications");
if (args is ["dead-letters", .. var command]) return await builder.RunDeadLettersAsync("notifications", command);
if (args is ["migrate"])
    return await Migrations.RunAsync<NotificationsDb>(
        builder, "notificationsdb", RowSecurity.Declaration,
        then: () => builder.DeclareQueuesAsync("notifications", NotificationsService.Consume));

builder.AddSignIn("notifications").AddDatabase<NotificationsDb>("notificationsdb");
builder.AddMessaging<NotificationsDb>("notifications", NotificationsService.Consume);
builder.AddNotifications();
builder.Services.AddValidation();
builder.Services.AddOpenApi(Api.Document("消息通知 Notifications"));
builder.Services.AddProblemTexts(Texts.Problems);

var app = builder.Build().UseApi();
app.MapNotificationsService();
await app.RunAsync();
return 0;

/// <summary>The service; named so that tests can start it inside their own process.</summary>
internal sealed partial class Program;
