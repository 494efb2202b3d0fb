using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Supervision.Testing;
using Supervision.Testing.Api;
using Supervision.Topics.Access;
using Supervision.Topics.Meetings;
using Supervision.Topics.Work;

namespace Supervision.Topics.Tests.Support;

/// <summary>Another copy of the service, in the test's process, on the platform's database, broker and identity.</summary>
internal sealed class InProcessTopics : WebApplicationFactory<Program>
{
    readonly IReadOnlyDictionary<string, string?> _environment;
    readonly bool _open;
    readonly Action<IServiceCollection>? _change;

    /// <param name="open">Removes all application checks, so that only the database refuses.</param>
    /// <param name="change">Further changes.</param>
    public InProcessTopics(TopicsPlatform platform, bool open = false, Action<IServiceCollection>? change = null)
    {
        (_environment, _open, _change) = (platform.Host.EnvironmentOf("topics"), open, change);
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
        if (_change is { } change) builder.ConfigureTestServices(change);
        if (_open)
        {
            builder.ConfigureTestServices(services =>
            {
                services.RemoveAll<IAuthorizationHandler>();
                services.AddSingleton<IAuthorizationHandler, EverybodyMay>();
                services.Replace(ServiceDescriptor.Singleton<TopicAccess, EverythingIsReadable>());
                services.Replace(ServiceDescriptor.Singleton<MeetingAccess, EveryMeetingIsReadable>());
                services.Replace(ServiceDescriptor.Singleton<WorkAccess, EveryWorkIsReadable>());
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
