using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Supervision.ClueTransfers.Access;
using Supervision.Testing;
using Supervision.Testing.Api;

namespace Supervision.ClueTransfers.Tests.Support;

/// <summary>Another copy of the service, in the test's process, on the platform's database, broker and identity.</summary>
internal sealed class InProcessClues : WebApplicationFactory<Program>
{
    readonly IReadOnlyDictionary<string, string?> _environment;
    readonly bool _open;

    /// <param name="open">Removes all application checks, so that only the database refuses.</param>
    public InProcessClues(CluesPlatform platform, bool open = false)
    {
        (_environment, _open) = (platform.Host.EnvironmentOf("clues"), open);
        UseKestrel(0);
        StartServer();
    }

    public ServiceApi Api(SignInClient signIn) => new(ClientOptions.BaseAddress, signIn);

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        foreach (var (name, value) in _environment.Where(setting => !setting.Key.StartsWith("ASPNETCORE_", StringComparison.Ordinal)))
            builder.UseSetting(name.Replace("__", ":", StringComparison.Ordinal), value);
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        builder.UseSetting("Logging:LogLevel:Microsoft.EntityFrameworkCore", "None"); // refusals by the database are expected
        if (_open)
        {
            builder.ConfigureTestServices(services =>
            {
                services.RemoveAll<IAuthorizationHandler>();
                services.AddSingleton<IAuthorizationHandler, EverybodyMay>();
                services.Replace(ServiceDescriptor.Singleton<ClueAccess, EverythingIsReadable>());
            });
        }
    }

    sealed class EverybodyMay : IAuthorizationHandler
    {
        public Task HandleAsync(AuthorizationHandlerContext context)
        {
            foreach (var requirement in context.PendingRequirements.ToList()) context.Succeed(requirement);
            return Task.CompletedTask;
        }
    }
}
