using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;
using Supervision.Identity.Clients;
using Supervision.Identity.Keys;

namespace Supervision.Identity.Samples;

/// <summary>
/// What a database must contain before the service starts: keys, scopes, the platform's own clients, the tenants' systems, and sample
/// accounts if enabled.
/// </summary>
internal static class Seeding
{
    public static async Task RunAsync(IServiceProvider services)
    {
        var ct = CancellationToken.None;
        var configuration = services.GetRequiredService<IConfiguration>();
        var portal = services.GetRequiredService<IOptions<PortalSettings>>().Value;
        await services.GetRequiredService<KeyRing>().RefreshAsync(ct);
        await ScopeRegister.RegisterAsync(services.GetRequiredService<IOpenIddictScopeManager>(), ct);
        var clients = services.GetRequiredService<ClientRegister>();
        await clients.RegisterPortalAsync(portal.Secret, new Uri(portal.Address), new Uri(portal.BackchannelLogout), ct);
        await clients.RegisterMobileAsync(ct);
        if (configuration["Systems:File"] is { Length: > 0 } systems)
        {
            foreach (var system in await SystemsFile.ReadAsync(systems, ct)) await clients.RegisterAsync(system, ct);
        }

        if (configuration["Samples:File"] is { Length: > 0 } file) await ActivatorUtilities.CreateInstance<SampleSeeding>(services).RunAsync(file, ct);
    }
}
