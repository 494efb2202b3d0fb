using System.Resources;
using Supervision.ClueTransfers;
using Supervision.ClueTransfers.Data;
using Supervision.Collaboration;
using Supervision.Messaging;
using Supervision.Persistence;
using Supervision.ServiceDefaults;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.SignIn;

var builder = WebApplication.CreateBuilder(args).AddServiceDefaults("clues");
if (args is ["dead-letters", .. var command]) return await builder.RunDeadLettersAsync("clues", command);
if (args is ["migrate"])
{
    return await Migrations.RunAsync<CluesDb>(
        builder, "cluesdb", RowSecurity.Declaration, then: () => builder.DeclareQueuesAsync("clues", ClueTransfersService.Consume));
}

builder.AddSignIn("clues").AddDatabase<CluesDb>("cluesdb");
builder.AddMessaging<CluesDb>("clues", ClueTransfersService.Consume);
builder.Services.AddValidation();
builder.Services.AddOpenApi(Api.Document("问题线索移交 Clue transfers"));
builder.Services.AddProblemTexts(new ResourceManager("Supervision.ClueTransfers.Problems", typeof(CluesDb).Assembly));
builder.Services.AddClueTransfers(builder.Configuration);

var app = builder.Build().UseApi();
app.MapClueTransfers();
await app.RunAsync();
return 0;

/// <summary>Named for the tests that start the service inside their own process.</summary>
internal sealed partial class Program;
