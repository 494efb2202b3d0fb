using Supervision.ClueTransfers.Tests.Support;
using Supervision.Testing;

namespace Supervision.ClueTransfers.Tests.Subscriptions;

/// <summary>Another copy of the service on the platform's database, broker and identity, with some settings of its own.</summary>
internal sealed class OtherCopy(CluesPlatform platform, params (string Name, string Value)[] own)
    : InProcessService<Program>([.. platform.Settings, .. own.Select(one => KeyValuePair.Create(one.Name, (string?)one.Value))])
{
    public Uri Address => ClientOptions.BaseAddress;
}
