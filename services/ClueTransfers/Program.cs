using System.Resources;
using Supervision.ClueTransfers.Access;
using Supervision.ClueTransfers.Approval;
using Supervision.ClueTransfers.Clues;
using Supervision.ClueTransfers.Consumers;
using Supervision.ClueTransfers.Data;
using Supervision.ClueTransfers.Disposal;
using Supervision.ClueTransfers.Handshake;
using Supervision.Contracts;
using Supervision.Messaging;
using Supervision.ServiceDefaults;
using Supervision.ServiceDefaults.Data;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.SignIn;

var builder = WebApplication.CreateBuilder(args).AddServiceDefaults("clues");
if (args is ["migrate"]) return await Migrations.RunAsync<CluesDb>(builder, "cluesdb");

builder.AddSignIn("clues").AddDatabase<CluesDb>("cluesdb");
builder.AddMessaging<CluesDb>("clues", messages => messages.On<UserChanged, PersonConsumer>());
builder.Services.AddValidation();
builder.Services.AddOpenApi(Api.Document("问题线索移交 Clue transfers"));
builder.Services.AddProblemTexts(new ResourceManager("Supervision.ClueTransfers.Problems", typeof(Clue).Assembly));
builder.Services.AddHttpContextAccessor();
builder.Services.AddSingleton<ClueAccess>().AddScoped<ReadLog>().AddScoped<ClueViews>().AddScoped<Approvers>().AddScoped<Deadlines>();
builder.Services.AddHostedService<OverdueSweep>();

var app = builder.Build().UseApi();
var clues = app.MapGroup("/api/clues");
clues.MapClues();
clues.MapClueLists();
clues.MapApproval();
clues.MapChain();
clues.MapDelegations();
clues.MapTransfer();
clues.MapReceipt();
clues.MapDisposal();
clues.MapAccess();
clues.MapDeadLetters();

await app.RunAsync();
return 0;
