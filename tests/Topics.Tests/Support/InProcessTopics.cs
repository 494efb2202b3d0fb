using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Supervision.Testing;
using Supervision.Topics.Access;
using Supervision.Topics.Meetings;
using Supervision.Topics.Work;

namespace Supervision.Topics.Tests.Support;

/// <summary>Another copy of the service, in the test's process, on the platform's database, broker and identity.</summary>
internal sealed class InProcessTopics(TopicsPlatform platform, bool open = false, Action<IServiceCollection>? change = null)
    : InProcessService<Program>(platform.Settings, open, change)
{
    protected override void ReadEverything(IServiceCollection services) => services
        .Replace(ServiceDescriptor.Singleton<TopicAccess, EverythingIsReadable>())
        .Replace(ServiceDescriptor.Singleton<MeetingAccess, EveryMeetingIsReadable>())
        .Replace(ServiceDescriptor.Singleton<WorkAccess, EveryWorkIsReadable>());
}
