using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Supervision.ClueTransfers.Access;
using Supervision.Testing;

namespace Supervision.ClueTransfers.Tests.Support;

/// <summary>Another copy of the service, in the test's process, on the platform's database, broker and identity.</summary>
internal sealed class InProcessClues(CluesPlatform platform, bool open = false)
    : InProcessService<Program>(platform.Settings, open)
{
    protected override void ReadEverything(IServiceCollection services) => services
        .Replace(ServiceDescriptor.Singleton<ClueAccess, EverythingIsReadable>());
}
