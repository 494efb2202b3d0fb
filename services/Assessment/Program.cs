using System.Resources;
using Supervision.Assessment;
using Supervision.Assessment.Data;
using Supervision.Collaboration;
using Supervision.Messaging;
using Supervision.Persistence;
using Supervision.ServiceDefaults;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.SignIn;

var builder = WebApplication.CreateBuilder(args).AddServiceDefaults("assessment");
if (args is ["dead-letters", .. var command]) return await builder.RunDeadLettersAsync("assessment", command);
if (args is ["migrate"])
{
    return await Migrations.RunAsync<AssessmentDb>(
        builder, "assessmentdb", RowSecurity.Declaration, then: () => builder.DeclareQueuesAsync("assessment", AssessmentService.Consume));
}

builder.AddSignIn("assessment").AddDatabase<AssessmentDb>("assessmentdb");
builder.AddMessaging<AssessmentDb>("assessment", AssessmentService.Consume);
builder.Services.AddValidation();
builder.Services.AddOpenApi(Api.Document("考核评价 Assessment"));
builder.Services.AddProblemTexts(new ResourceManager("Supervision.Assessment.Problems", typeof(AssessmentDb).Assembly));
builder.Services.AddAssessment();

var app = builder.Build().UseApi();
app.MapAssessmentService();
await app.RunAsync();
return 0;

/// <summary>The service; named so that tests can start it inside their own process.</summary>
internal sealed partial class Program;
