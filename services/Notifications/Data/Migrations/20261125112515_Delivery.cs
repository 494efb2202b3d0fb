using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Supervision.Notifications.Deliveries;
using Supervision.Notifications.Digests;
using Supervision.Notifications.FanOut;
using Supervision.Notifications.People;
using Supervision.Notifications.Preferences;
using Supervision.Notifications.Webhooks;

#nullable disable

namespace Supervision.Notifications.Data.Migrations
{
    /// <inheritdoc />
    public partial class Delivery : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_people_district_body",
                table: "people");

            migrationBuilder.AddColumn<string>(
                name: "email",
                table: "people",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "mobile",
                table: "people",
                type: "text",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "deliveries",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    notification_id = table.Column<Guid>(type: "uuid", nullable: false),
                    channel = table.Column<string>(type: "text", nullable: false),
                    district = table.Column<string>(type: "text", nullable: false),
                    body = table.Column<string>(type: "text", nullable: false),
                    urgency = table.Column<short>(type: "smallint", nullable: false),
                    status = table.Column<short>(type: "smallint", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    leased_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    last_error = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    done_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_deliveries", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "digests",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    total = table.Column<int>(type: "integer", nullable: false),
                    action = table.Column<int>(type: "integer", nullable: false),
                    urgent = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_digests", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "fan_outs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    notification_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    district = table.Column<string>(type: "text", nullable: false),
                    body = table.Column<string>(type: "text", nullable: false),
                    roles = table.Column<string[]>(type: "text[]", nullable: false),
                    persons = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    teams = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    topics = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    arguments = table.Column<string>(type: "jsonb", nullable: false),
                    link = table.Column<string>(type: "text", nullable: false),
                    urgency = table.Column<short>(type: "smallint", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    after = table.Column<Guid>(type: "uuid", nullable: false),
                    parked_reason = table.Column<string>(type: "text", nullable: true),
                    released = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_fan_outs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "preferences",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    language = table.Column<string>(type: "text", nullable: false),
                    zone = table.Column<string>(type: "text", nullable: false),
                    quiet_from = table.Column<TimeOnly>(type: "time without time zone", nullable: true),
                    quiet_until = table.Column<TimeOnly>(type: "time without time zone", nullable: true),
                    digest_at = table.Column<TimeOnly>(type: "time without time zone", nullable: true),
                    next_digest = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    digested_up_to = table.Column<long>(type: "bigint", nullable: false),
                    channels = table.Column<string[]>(type: "text[]", nullable: false),
                    kinds = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_preferences", x => x.user_id);
                });

            migrationBuilder.CreateTable(
                name: "teams",
                columns: table => new
                {
                    team_id = table.Column<Guid>(type: "uuid", nullable: false),
                    district = table.Column<string>(type: "text", nullable: false),
                    topic_id = table.Column<Guid>(type: "uuid", nullable: false),
                    members = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    active = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_teams", x => x.team_id);
                });

            migrationBuilder.CreateTable(
                name: "webhooks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    district = table.Column<string>(type: "text", nullable: false),
                    body = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    address = table.Column<string>(type: "text", nullable: false),
                    secret = table.Column<string>(type: "text", nullable: false),
                    previous_secret = table.Column<string>(type: "text", nullable: true),
                    previous_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    active = table.Column<bool>(type: "boolean", nullable: false),
                    created_by = table.Column<Guid>(type: "uuid", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    leased_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_webhooks", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "webhook_messages",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    webhook_id = table.Column<Guid>(type: "uuid", nullable: false),
                    district = table.Column<string>(type: "text", nullable: false),
                    body = table.Column<string>(type: "text", nullable: false),
                    payload = table.Column<string>(type: "text", nullable: false),
                    status = table.Column<short>(type: "smallint", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    last_error = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    done_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_webhook_messages", x => x.id);
                    table.ForeignKey(
                        name: "fk_webhook_messages_webhooks_webhook_id",
                        column: x => x.webhook_id,
                        principalTable: "webhooks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_people_district_body_user_id",
                table: "people",
                columns: new[] { "district", "body", "user_id" });

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_channel_urgency_due_at",
                table: "deliveries",
                columns: new[] { "channel", "urgency", "due_at" },
                descending: new[] { false, true, false },
                filter: "status = 0");

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_district_body_created_at_id",
                table: "deliveries",
                columns: new[] { "district", "body", "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_done_at",
                table: "deliveries",
                column: "done_at",
                filter: "done_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_user_id_notification_id",
                table: "deliveries",
                columns: new[] { "user_id", "notification_id" });

            migrationBuilder.CreateIndex(
                name: "ix_digests_created_at",
                table: "digests",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "ix_fan_outs_notification_id_ordinal",
                table: "fan_outs",
                columns: new[] { "notification_id", "ordinal" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_preferences_next_digest",
                table: "preferences",
                column: "next_digest",
                filter: "next_digest is not null");

            migrationBuilder.CreateIndex(
                name: "ix_teams_topic_id",
                table: "teams",
                column: "topic_id");

            migrationBuilder.CreateIndex(
                name: "ix_webhook_messages_done_at",
                table: "webhook_messages",
                column: "done_at",
                filter: "done_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_webhook_messages_webhook_id_created_at_id",
                table: "webhook_messages",
                columns: new[] { "webhook_id", "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_webhook_messages_webhook_id_due_at",
                table: "webhook_messages",
                columns: new[] { "webhook_id", "due_at" },
                filter: "status = 0");

            migrationBuilder.CreateIndex(
                name: "ix_webhooks_district_body_name",
                table: "webhooks",
                columns: new[] { "district", "body", "name" },
                unique: true);

            migrationBuilder.ProtectTeams();
            migrationBuilder.ProtectPreferences();
            migrationBuilder.ProtectDeliveries();
            migrationBuilder.ProtectDigests();
            migrationBuilder.ProtectFanOuts();
            migrationBuilder.ProtectWebhooks();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "deliveries");

            migrationBuilder.DropTable(
                name: "digests");

            migrationBuilder.DropTable(
                name: "fan_outs");

            migrationBuilder.DropTable(
                name: "preferences");

            migrationBuilder.DropTable(
                name: "teams");

            migrationBuilder.DropTable(
                name: "webhook_messages");

            migrationBuilder.DropTable(
                name: "webhooks");

            migrationBuilder.DropIndex(
                name: "ix_people_district_body_user_id",
                table: "people");

            migrationBuilder.DropColumn(
                name: "email",
                table: "people");

            migrationBuilder.DropColumn(
                name: "mobile",
                table: "people");

            migrationBuilder.CreateIndex(
                name: "ix_people_district_body",
                table: "people",
                columns: new[] { "district", "body" });
        }
    }
}
