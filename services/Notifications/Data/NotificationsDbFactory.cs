using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Npgsql;
using Supervision.Persistence;

namespace Supervision.Notifications.Data;

/// <summary>For the migration tools only; they connect to nothing.</summary>
internal sealed class NotificationsDbFactory : IDesignTimeDbContextFactory<NotificationsDb>
{
    public NotificationsDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<NotificationsDb>();
        DatabaseExtensions.Configure(options, NpgsqlDataSource.Create("Host=localhost"));
        return new NotificationsDb(options.Options);
    }
}
