using Supervision.Persistence;

namespace Supervision.Identity.Keys;

/// <summary>Keeps this instance's <see cref="KeyRing"/> up to date; without the database it goes on with the keys it knows.</summary>
internal sealed class KeyRotation(KeyRing keys) : IDueWork
{
    public async Task<int> RunOnceAsync(CancellationToken ct)
    {
        await keys.RefreshAsync(ct);
        return 0;
    }
}
