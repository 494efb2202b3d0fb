using Supervision.Identity.Connect;
using Supervision.Identity.Data;
using Supervision.Identity.Keys;
using Supervision.Identity.Pages;
using Supervision.Identity.Samples;
using Supervision.Identity.Supervisors;
using Supervision.Messaging;
using Supervision.Persistence;
using Supervision.ServiceDefaults;

var options = new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory }; // the pages' style sheet is there
var builder = WebApplication.CreateBuilder(options).AddServiceDefaults("identity");
builder.AddAccounts();
if (args is ["migrate"])
{
    return await Migrations.RunAsync<IdentityDb>(
        builder, "identitydb", RowSecurity.Declaration, seed: Seeding.RunAsync,
        then: () => builder.DeclareQueuesAsync("identity", SupervisorRoles.Consume));
}

builder.AddServiceScope();
builder.AddDatabase<IdentityDb>("identitydb");
builder.AddMessaging<IdentityDb>("identity", SupervisorRoles.Consume);
builder.AddServer();
builder.AddPages();

var app = builder.Build();
await app.Services.GetRequiredService<KeyRing>().RefreshAsync(CancellationToken.None);
app.UsePublicAddress();
app.UseServiceDefaults();
app.UsePages();
app.UseAuthentication();
app.UseAuthorization();
app.MapServiceDefaults();
app.MapConnect();
app.MapPages();
await app.RunAsync();
return 0;
