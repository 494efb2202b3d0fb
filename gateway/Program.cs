using Supervision.Gateway;
using Supervision.Gateway.Callers;
using Supervision.Gateway.Data;
using Supervision.Gateway.Docs;
using Supervision.Gateway.Edge;
using Supervision.Gateway.Routing;
using Supervision.Gateway.Sessions;
using Supervision.Persistence;
using Supervision.ServiceDefaults;
using Supervision.ServiceDefaults.Problems;

var builder = WebApplication.CreateBuilder(args).AddServiceDefaults("gateway");
if (args is ["migrate"]) return await Migrations.RunAsync<GatewayDb>(builder, "gatewaydb", RowSecurity.Declaration);

builder.AddEdge().AddCallers().AddSessions().AddRoutes();
builder.Services.AddProblemTexts(GatewayProblems.ResourceManager);

var app = builder.Build();
app.UseEdge();
app.UseAuthentication();
app.UseRateLimiter();
app.UseAuthorization();
app.MapServiceDefaults();
app.MapBff();
app.MapDocs();
app.MapRoutes();
await app.RunAsync();
return 0;
