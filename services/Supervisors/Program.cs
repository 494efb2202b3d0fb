using System.Resources;
using Supervision.Collaboration;
using Supervision.Messaging;
using Supervision.Persistence;
using Supervision.ServiceDefaults;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Supervisors;
using Supervision.Supervisors.Data;

var builder = WebApplication.CreateBuilder(args).AddServiceDefaults("supervisors");
if (args is ["dead-letters", .. var command]) return await builder.RunDeadLettersAsync("supervisors", command);
if (args is ["migrate"])
{
    return await Migrations.RunAsync<SupervisorsDb>(
        builder, "supervisorsdb", RowSecurity.Declaration,
        then: () => builder.DeclareQueuesAsync("supervisors", SupervisorsService.Consume));
}

builder.AddSignIn("supervisors").AddDatabase<SupervisorsDb>("supervisorsdb");
builder.AddMessaging<SupervisorsDb>("supervisors", SupervisorsService.Consume);
builder.Services.AddValidation();
builder.Services.AddOpenApi(Api.Document("特邀监督员 Supervisors"));
builder.Services.AddProblemTexts(new ResourceManager("Supervision.Supervisors.Problems", typeof(SupervisorsDb).Assembly));
builder.Services.AddSupervisors();

var app = builder.Build().UseApi();
app.MapSupervisorsService();
await app.RunAsync();
return 0;

/// <summary>The service; named so that tests can start it inside their own process.</summary>
internal sealed partial class Program;
