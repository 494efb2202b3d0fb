using System.Security.Cryptography;

namespace Supervision.Identity.Keys;

/// <summary>Which keys should exist at an instant. Pure: the same keys and instant give the same result on every instance.</summary>
/// <param name="settings">Lifetimes.</param>
/// <param name="longestToken">Longest lifetime of a token made with a key.</param>
internal sealed class KeySchedule(KeySettings settings, TimeSpan longestToken)
{
    /// <summary>The key that must be created for a use, or null if the existing ones suffice.</summary>
    public ServerKey? Due(string use, IEnumerable<ServerKey> keys, DateTimeOffset now)
    {
        var newest = keys.Where(key => key.Use == use).MaxBy(key => key.ActiveFrom);
        if (newest is null) return Create(use, now);
        var ahead = now + settings.Ahead;
        return ahead < newest.ActiveFrom + settings.Lifetime ? null : Create(use, ahead);
    }

    /// <summary>Keys whose last token has expired.</summary>
    public IEnumerable<ServerKey> Expired(IReadOnlyCollection<ServerKey> keys, DateTimeOffset now) =>
        keys.Where(key => keys.Any(later => later.Use == key.Use && later.ActiveFrom > key.ActiveFrom && later.ActiveFrom + longestToken < now));

    /// <summary>The keys of a use; the one that makes new tokens comes first.</summary>
    public static IReadOnlyList<ServerKey> Ordered(string use, IEnumerable<ServerKey> keys, DateTimeOffset now) =>
        [.. keys.Where(key => key.Use == use).OrderBy(key => key.ActiveFrom > now).ThenByDescending(key => key.ActiveFrom)];

    static ServerKey Create(string use, DateTimeOffset activeFrom)
    {
        using var signing = use == ServerKey.Signing ? ECDsa.Create(ECCurve.NamedCurves.nistP256) : null;
        return new ServerKey
        {
            Id = Guid.CreateVersion7(),
            Use = use,
            Material = signing?.ExportPkcs8PrivateKey() ?? RandomNumberGenerator.GetBytes(32),
            ActiveFrom = activeFrom,
        };
    }
}
