using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Supervision.Testing.Api;

namespace Supervision.Testing;

/// <summary>Another copy of a service, whichever it is.</summary>
public interface IInProcessService : IAsyncDisposable
{
    IServiceProvider Services { get; }

    ServiceApi Api(SignInClient signIn);
}

/// <summary>Another copy of a service, in the test's process, on the platform's database, broker and identity.</summary>
public class InProcessService<TProgram> : WebApplicationFactory<TProgram>, IInProcessService
    where TProgram : class
{
    readonly IReadOnlyList<KeyValuePair<string, string?>> _settings;
    readonly bool _open;
    readonly Action<IServiceCollection>? _change;

    /// <param name="settings">The environment of the copy that runs as a process, and others; a later one holds.</param>
    /// <param name="open">Removes all application checks, so that only the database refuses.</param>
    /// <param name="change">Further changes.</param>
    public InProcessService(
        IEnumerable<KeyValuePair<string, string?>> settings, bool open = false, Action<IServiceCollection>? change = null)
    {
        (_settings, _open, _change) = ([.. settings], open, change);
        UseKestrel(0);
        StartServer();
    }

    public ServiceApi Api(SignInClient signIn) => new(ClientOptions.BaseAddress, signIn);

    /// <summary>Replaces the service's own checks of who reads what by ones that let everybody read everything.</summary>
    protected virtual void ReadEverything(IServiceCollection services)
    {
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        foreach (var (name, value) in _settings.Where(setting => !setting.Key.StartsWith("ASPNETCORE_", StringComparison.Ordinal)))
            builder.UseSetting(name.Replace("__", ":", StringComparison.Ordinal), value);
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        builder.UseSetting("Logging:LogLevel:Microsoft.EntityFrameworkCore", "None"); // refusals by the database are expected
        if (_change is { } change) builder.ConfigureTestServices(change);
        if (!_open) return;
        builder.ConfigureTestServices(services =>
        {
            services.RemoveAll<IAuthorizationHandler>();
            services.AddSingleton<IAuthorizationHandler, EverybodyMay>();
            ReadEverything(services);
        });
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
