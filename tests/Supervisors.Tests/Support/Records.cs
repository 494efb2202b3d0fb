using Supervision.Testing;
using Supervision.Testing.Api;

namespace Supervision.Supervisors.Tests.Support;

/// <summary>Records of a district in each of their states, brought there through the API by those whose work it is.</summary>
public sealed partial class Records(SupervisorsPlatform platform, string district = SampleAccounts.Dongtou)
{
    public const string Path = "/api/supervisors";

    /// <summary>What the records here say, by which an answer that tells of one is known.</summary>
    public static readonly string[] Marks = ["示例·监督"];

    public ServiceApi Api { get; } = platform.Api;

    public SupervisorsPlatform Platform { get; } = platform;

    public string District { get; } = district;
}
