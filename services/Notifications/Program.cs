using Supervision.Contracts;
using Supervision.Messaging;
using Supervision.Notifications;
using Supervision.Notifications.Data;
using Supervision.Notifications.Inbox;
using Supervision.Notifications.People;
using Supervision.Notifications.Rules;
using Supervision.Notifications.Streams;
using Supervision.ServiceDefaults;
using Supervision.ServiceDefaults.Data;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.SignIn;

var builder = WebApplication.CreateBuilder(args).AddServiceDefaults("notifications");
if (args is ["dead-letters", .. var command]) return await builder.RunDeadLettersAsync("notifications", command);
if (args is ["migrate"])
    return await Migrations.RunAsync<NotificationsDb>(builder, "notificationsdb", then: () => builder.DeclareQueuesAsync("notifications", Consume));

builder.AddSignIn("notifications").AddDatabase<NotificationsDb>("notificationsdb");
builder.AddMessaging<NotificationsDb>("notifications", Consume);
builder.AddInbox().AddStreams();
builder.Services.AddValidation();
builder.Services.AddOpenApi(Api.Document("消息通知 Notifications"));
builder.Services.AddProblemTexts(Texts.Problems);

var app = builder.Build().UseApi();
var notifications = app.MapGroup("/api/notifications").WithTags("Notifications");
notifications.MapInbox();
notifications.MapStream();
notifications.MapDeadLetters();
await app.RunAsync();
return 0;

static void Consume(MessagingBuilder messages) => messages.On<UserChanged, PersonConsumer>().OnEveryRule();

/// <summary>The service; named for the tests that start it inside their own process.</summary>
internal sealed partial class Program;
