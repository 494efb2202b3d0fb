using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Supervision.Supervisors.Access;
using Supervision.Supervisors.Field;
using Supervision.Supervisors.Protection;
using Supervision.Supervisors.Tests.Field;
using Supervision.Testing;

namespace Supervision.Supervisors.Tests.Support;

/// <summary>Another copy of the service, in the test's process, on the platform's database, broker and identity.</summary>
internal sealed class InProcessSupervisors(SupervisorsPlatform platform, bool open = false, Action<IServiceCollection>? change = null)
    : InProcessService<Program>(platform.Settings, open, change)
{
    protected override void ReadEverything(IServiceCollection services) => services
        .Replace(ServiceDescriptor.Singleton<SupervisorAccess, EverythingIsReadable>())
        .Replace(ServiceDescriptor.Singleton<FieldAccess, EverythingOfTheFieldIsReadable>())
        .Replace(ServiceDescriptor.Singleton<ProtectionAccess, EveryCaseIsSeen>());
}
