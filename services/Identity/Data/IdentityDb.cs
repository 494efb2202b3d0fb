using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Supervision.Identity.Keys;
using Supervision.Identity.Sessions;
using Supervision.Identity.SignIn;
using Supervision.Identity.Supervisors;
using Supervision.Identity.Users;
using Supervision.Messaging;

namespace Supervision.Identity.Data;

/// <summary>Users, their sessions, the registered clients with their grants, and the server's keys.</summary>
internal sealed class IdentityDb(DbContextOptions<IdentityDb> options) : IdentityUserContext<User, Guid>(options), IDataProtectionKeyContext
{
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    public DbSet<ServerKey> ServerKeys => Set<ServerKey>();

    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<SessionGrant> SessionGrants => Set<SessionGrant>();

    public DbSet<LogoutDelivery> LogoutDeliveries => Set<LogoutDelivery>();

    public DbSet<SignInFailures> SignInFailures => Set<SignInFailures>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.UseOpenIddict<Guid>();
        builder.AddMessaging();
        NameTables(builder);

        builder.Entity<User>(user =>
        {
            user.Property(u => u.District).HasMaxLength(6);
            user.Property(u => u.Body).HasMaxLength(16);
            user.Property(u => u.Name).HasMaxLength(64);
            user.Property(u => u.Unit).HasMaxLength(32);
            user.HasIndex(u => u.District);
        });
        builder.Entity<ServerKey>().Property(key => key.Use).HasMaxLength(8);
        builder.Entity<Session>(session =>
        {
            session.HasOne<User>().WithMany().HasForeignKey(s => s.UserId);
            session.HasIndex(s => s.StartedAt);
        });
        builder.Entity<SessionGrant>(grant =>
        {
            grant.HasKey(g => g.AuthorizationId);
            grant.HasOne<Session>().WithMany().HasForeignKey(g => g.SessionId);
        });
        builder.Entity<LogoutDelivery>().HasIndex(delivery => delivery.NextAttempt).HasFilter("done_at is null");
        builder.Entity<SupervisorStanding>(standing =>
        {
            standing.ToTable("supervisor_standings");
            standing.HasKey(s => s.SupervisorId);
            standing.Property(s => s.SupervisorId).ValueGeneratedNever();
            standing.Property(s => s.District).HasMaxLength(6);
            standing.Property(s => s.Standing).HasMaxLength(16);
        });
        builder.Entity<SignInFailures>().HasKey(failures => failures.NameHash);
    }

    /// <summary>The libraries fix their tables' names (AspNetUsers, OpenIddictTokens); here they follow the database's convention.</summary>
    static void NameTables(ModelBuilder builder)
    {
        builder.Entity<User>().ToTable("users");
        builder.Entity<IdentityUserClaim<Guid>>().ToTable("user_claims");
        builder.Entity<IdentityUserLogin<Guid>>().ToTable("user_logins");
        builder.Entity<IdentityUserToken<Guid>>().ToTable("user_tokens");
        foreach (var entity in builder.Model.GetEntityTypes())
        {
            const string prefix = "OpenIddict";
            if (entity.GetTableName() is { } name && name.StartsWith(prefix, StringComparison.Ordinal))
                entity.SetTableName($"client_{name[prefix.Length..]}".ToLowerInvariant());
        }
    }
}
