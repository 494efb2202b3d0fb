using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Supervision.Gateway.Callers;

/// <summary>
/// Rate limits per caller. The caller is the subject of a session or of a token whose signature has been checked, so nobody can use up
/// another's allowance; everyone else is counted by address.
/// </summary>
internal static class Limits
{
    /// <summary>Policies a route may name on top of the general limit.</summary>
    public const string SignIn = "sign-in";

    public const string Streams = "streams";

    public const string Public = "public";

    public static void AddLimits(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<LimitSettings>().BindConfiguration(LimitSettings.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddRateLimiter(_ => { });
        builder.Services.AddOptions<RateLimiterOptions>().Configure<IOptions<LimitSettings>>((limiter, settings) => Configure(limiter, settings.Value));
    }

    static void Configure(RateLimiterOptions limiter, LimitSettings limits)
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = (rejected, _) =>
        {
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
            rejected.HttpContext.Response.Headers.RetryAfter =
                Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            return ValueTask.CompletedTask; // the status pages write the body
        };
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => Subject(context) is { } subject
            ? Bucket($"caller {subject}", limits.Caller)
            : Bucket(Address(context), limits.Address));
        limiter.AddPolicy(SignIn, context => Bucket(Address(context), limits.SignIn));
        limiter.AddPolicy(Public, context => Bucket($"public {Address(context)}", limits.Public));
        limiter.AddPolicy(Streams, context => RateLimitPartition.GetConcurrencyLimiter(
            Subject(context) ?? Address(context), _ => new ConcurrencyLimiterOptions { PermitLimit = limits.Streams }));
    }

    static RateLimitPartition<string> Bucket(string caller, Rate rate) => RateLimitPartition.GetTokenBucketLimiter(caller, _ => new TokenBucketRateLimiterOptions
    {
        TokenLimit = rate.Burst,
        TokensPerPeriod = rate.PerSecond,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        AutoReplenishment = false, // the partitioned limiter replenishes all buckets by one timer
    });

    static string? Subject(HttpContext context) => context.User.FindFirst("sub")?.Value;

    /// <summary>An IPv6 subscriber has a whole /64 network, so that network counts as one address.</summary>
    internal static string Address(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } address) return "address unknown";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily is not AddressFamily.InterNetworkV6) return $"address {address}";
        var network = address.GetAddressBytes();
        network.AsSpan(8).Clear();
        return $"address {new IPAddress(network)}/64";
    }
}
