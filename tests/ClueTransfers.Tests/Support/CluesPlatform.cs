using Supervision.ClueTransfers.Tests.Support;
using Supervision.Testing;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(CluesPlatform))]
[assembly: Parallelization(Mode = ParallelMode.None)] // the matrix compares whole tables

namespace Supervision.ClueTransfers.Tests.Support;

/// <summary>
/// Identity, the clue service, that of notifications, which has the calendar, and the gateway, with their databases and broker, as AppHost
/// runs them, with real sign-ins.
/// </summary>
public sealed class CluesPlatform() : ServicePlatform("clues", "notifications", "gateway")
{
    public Matters Matters(string district = SampleAccounts.Dongtou) => new(Api, Accounts, district);
}
