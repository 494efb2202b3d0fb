using System.ComponentModel.DataAnnotations;

namespace Supervision.Gateway.Callers;

/// <summary>Section <c>Limits</c>: how much one caller may ask, so that none takes the platform from the others.</summary>
internal sealed class LimitSettings
{
    public const string Section = "Limits";

    /// <summary>A signed-in caller, over all devices together.</summary>
    [Required]
    public Rate Caller { get; init; } = new() { PerSecond = 50, Burst = 200 };

    /// <summary>An address (IPv6: a /64 network) from which requests come that are not signed in.</summary>
    [Required]
    public Rate Address { get; init; } = new() { PerSecond = 50, Burst = 300 };

    /// <summary>Sign-in from one address; a whole office may share it, and each account has its own lock-out besides.</summary>
    [Required]
    public Rate SignIn { get; init; } = new() { PerSecond = 2, Burst = 120 };

    /// <summary>What people without an account send in from one address: proposals, registrations. A village hall may share one.</summary>
    [Required]
    public Rate Public { get; init; } = new() { PerSecond = 1, Burst = 30 };

    /// <summary>Event streams one caller may hold open at a time.</summary>
    [Range(1, 1000)]
    public int Streams { get; init; } = 10;
}

internal sealed class Rate
{
    [Range(1, 1_000_000)]
    public int PerSecond { get; init; }

    /// <summary>Requests that may come at once after a quiet time.</summary>
    [Range(1, 10_000_000)]
    public int Burst { get; init; }
}
