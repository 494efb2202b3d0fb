using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Supervision.Messaging;
using Supervision.Persistence;

#nullable disable

namespace Supervision.Notifications.Data.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "inbox_counters",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    last_position = table.Column<long>(type: "bigint", nullable: false),
                    revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inbox_counters", x => x.user_id);
                });

            migrationBuilder.CreateTable(
                name: "notifications",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    district = table.Column<string>(type: "text", nullable: false),
                    body = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    arguments = table.Column<string>(type: "jsonb", nullable: false),
                    link = table.Column<string>(type: "text", nullable: false),
                    urgency = table.Column<short>(type: "smallint", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    read_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notifications", x => new { x.user_id, x.position });
                });

            migrationBuilder.CreateTable(
                name: "people",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    district = table.Column<string>(type: "text", nullable: false),
                    body = table.Column<string>(type: "text", nullable: false),
                    roles = table.Column<string[]>(type: "text[]", nullable: false),
                    active = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people", x => x.user_id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_notifications_read_at",
                table: "notifications",
                column: "read_at",
                filter: "read_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_notifications_user_id_id",
                table: "notifications",
                columns: new[] { "user_id", "id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_notifications_user_id_position",
                table: "notifications",
                columns: new[] { "user_id", "position" },
                filter: "read_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_people_district_body",
                table: "people",
                columns: new[] { "district", "body" });

            migrationBuilder.CreateScopeFunctions();
            migrationBuilder.CreateMessagingTables();
            migrationBuilder.Sql(Protection);
        }

        /// <summary>
        /// A caller reads and marks only their own notifications, as member of the body and district they are signed in for, and never adds or
        /// deletes. Only the service itself reads the copy of people, in every district, since a person may move from one to another. The counters
        /// hold only numbers and follow the person.
        /// </summary>
        const string Protection = """
            alter table notifications enable row level security;
            create policy own_read on notifications for select using (
                user_id = (select app_user()) and district = (select app_district()) and body = (select app_body()));
            create policy own_mark on notifications for update using (
                user_id = (select app_user()) and district = (select app_district()) and body = (select app_body()));
            create policy service on notifications using (
                (select app_body()) = 'service' and (select app_district()) in (district, '*'));

            alter table inbox_counters enable row level security;
            create policy own_read on inbox_counters for select using (user_id = (select app_user()));
            create policy own_mark on inbox_counters for update using (user_id = (select app_user()));
            create policy service on inbox_counters using ((select app_body()) = 'service');

            alter table people enable row level security;
            create policy service on people using ((select app_body()) = 'service');

            -- Counted at every notification: room on the page keeps the new version beside the old one, out of the index.
            alter table inbox_counters set (fillfactor = 50);
            """;

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "inbox_counters");

            migrationBuilder.DropTable(
                name: "notifications");

            migrationBuilder.DropTable(
                name: "people");
        }
    }
}
