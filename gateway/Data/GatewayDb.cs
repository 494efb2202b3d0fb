using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Supervision.Gateway.Sessions;

namespace Supervision.Gateway.Data;

/// <summary>
/// The browsers' sessions and the keys that protect them. It is read before the caller is known, so all access is the platform's own
/// (<c>DataScope.UseService</c>), and its tables allow nothing else.
/// </summary>
internal sealed class GatewayDb(DbContextOptions<GatewayDb> options) : DbContext(options), IDataProtectionKeyContext
{
    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<UsedLogoutToken> UsedLogoutTokens => Set<UsedLogoutToken>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Session>(session =>
        {
            session.HasKey(s => s.KeyHash);
            session.Property(s => s.Subject).HasMaxLength(100);
            session.Property(s => s.ProviderSession).HasMaxLength(200);
            session.HasIndex(s => s.Subject);
            session.HasIndex(s => s.ProviderSession);
            session.HasIndex(s => s.ExpiresAt);
        });
        modelBuilder.Entity<UsedLogoutToken>(token =>
        {
            token.HasKey(t => t.Id);
            token.Property(t => t.Id).HasMaxLength(200);
            token.HasIndex(t => t.ExpiresAt);
        });
    }
}
