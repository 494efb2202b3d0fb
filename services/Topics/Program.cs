using System.Resources;
using Supervision.Collaboration;
using Supervision.Messaging;
using Supervision.Persistence;
using Supervision.ServiceDefaults;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Topics;
using Supervision.Topics.Data;

var builder = WebApplication.CreateBuilder(args).AddServiceDefaults("topics");
if (args is ["dead-letters", .. var command]) return await builder.RunDeadLettersAsync("topics", command);
if (args is ["migrate"])
{
    return await Migrations.RunAsync<TopicsDb>(
        builder, "topicsdb", RowSecurity.Declaration, then: () => builder.DeclareQueuesAsync("topics", TopicsService.Consume));
}

builder.AddSignIn("topics").AddDatabase<TopicsDb>("topicsdb");
builder.AddMessaging<TopicsDb>("topics", TopicsService.Consume);
builder.Services.AddValidation();
builder.Services.AddOpenApi(Api.Document("协同监督议题 Topics"));
builder.Services.AddProblemTexts(new ResourceManager("Supervision.Topics.Problems", typeof(TopicsDb).Assembly));
builder.Services.AddTopics();

var app = builder.Build().UseApi();
app.MapTopicsService();
await app.RunAsync();
return 0;

/// <summary>The service; named so that tests can start it inside their own process.</summary>
internal sealed partial class Program;
