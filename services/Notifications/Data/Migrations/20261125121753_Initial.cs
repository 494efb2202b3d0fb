using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Supervision.Messaging;

#nullable disable

namespace Supervision.Notifications.Data.Migrations
{
    /// <summary>
    /// The schema up to the first release. Its id is that of the last of the migrations it was made of: databases of that day are current.
    /// </summary>
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateMessagingTables();

            migrationBuilder.CreateTable(
                name: "calendar_changes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    days = table.Column<string>(type: "jsonb", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    moved = table.Column<int>(type: "integer", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    by_name = table.Column<string>(type: "text", nullable: false),
                    by_body = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_calendar_changes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "calendar_states",
                columns: table => new
                {
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    calendar_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_calendar_states", x => x.district);
                });

            migrationBuilder.CreateTable(
                name: "deadlines",
                columns: table => new
                {
                    deadline_id = table.Column<Guid>(type: "uuid", nullable: false),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    matter_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reference = table.Column<string>(type: "text", nullable: false),
                    link = table.Column<string>(type: "text", nullable: false),
                    due = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    open = table.Column<bool>(type: "boolean", nullable: false),
                    persons = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    roles = table.Column<string[]>(type: "text[]", nullable: false),
                    escalates_to = table.Column<string[]>(type: "text[]", nullable: false),
                    count = table.Column<string>(type: "jsonb", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_deadlines", x => x.deadline_id);
                });

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
                name: "liaisons",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    body = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    stand_in = table.Column<Guid>(type: "uuid", nullable: true),
                    stand_in_name = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: true),
                    away_from = table.Column<DateOnly>(type: "date", nullable: true),
                    away_until = table.Column<DateOnly>(type: "date", nullable: true),
                    changed_by = table.Column<Guid>(type: "uuid", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_liaisons", x => x.id);
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
                    email = table.Column<string>(type: "text", nullable: true),
                    mobile = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people", x => x.user_id);
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
                name: "reminder_rules",
                columns: table => new
                {
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    days_before = table.Column<int[]>(type: "integer[]", nullable: false),
                    on_the_day = table.Column<bool>(type: "boolean", nullable: false),
                    send_at = table.Column<TimeOnly>(type: "time without time zone", nullable: false),
                    liaisons_after = table.Column<int>(type: "integer", nullable: false),
                    leaders_after = table.Column<int>(type: "integer", nullable: false),
                    changed_by = table.Column<Guid>(type: "uuid", nullable: false),
                    changed_by_body = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    applied = table.Column<bool>(type: "boolean", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reminder_rules", x => x.district);
                });

            migrationBuilder.CreateTable(
                name: "stage_briefs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    body = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    topic_id = table.Column<Guid>(type: "uuid", nullable: false),
                    topic_reference = table.Column<string>(type: "text", nullable: false),
                    stage = table.Column<string>(type: "text", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    status = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    moved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    edited_by = table.Column<Guid>(type: "uuid", nullable: true),
                    sent_by = table.Column<Guid>(type: "uuid", nullable: true),
                    sent_by_name = table.Column<string>(type: "text", nullable: true),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stage_briefs", x => x.id);
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
                name: "working_days",
                columns: table => new
                {
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_working_days", x => new { x.district, x.date });
                });

            migrationBuilder.CreateTable(
                name: "reminders",
                columns: table => new
                {
                    deadline_id = table.Column<Guid>(type: "uuid", nullable: false),
                    due = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    step = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reminders", x => new { x.deadline_id, x.due, x.step });
                    table.ForeignKey(
                        name: "fk_reminders_deadlines_deadline_id",
                        column: x => x.deadline_id,
                        principalTable: "deadlines",
                        principalColumn: "deadline_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "brief_receipts",
                columns: table => new
                {
                    brief_id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    body = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_brief_receipts", x => new { x.brief_id, x.user_id });
                    table.ForeignKey(
                        name: "fk_brief_receipts_stage_brief_brief_id",
                        column: x => x.brief_id,
                        principalTable: "stage_briefs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
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
                name: "ix_calendar_changes_district_version",
                table: "calendar_changes",
                columns: new[] { "district", "version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_deadlines_district",
                table: "deadlines",
                column: "district",
                filter: "open");

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
                name: "ix_liaisons_district_body_user_id",
                table: "liaisons",
                columns: new[] { "district", "body", "user_id" },
                unique: true);

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
                name: "ix_people_district_body_user_id",
                table: "people",
                columns: new[] { "district", "body", "user_id" });

            migrationBuilder.CreateIndex(
                name: "ix_preferences_next_digest",
                table: "preferences",
                column: "next_digest",
                filter: "next_digest is not null");

            migrationBuilder.CreateIndex(
                name: "ix_reminder_rules_applied",
                table: "reminder_rules",
                column: "applied",
                filter: "not applied");

            migrationBuilder.CreateIndex(
                name: "ix_reminders_at",
                table: "reminders",
                column: "at",
                filter: "sent_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_reminders_id",
                table: "reminders",
                column: "id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_stage_briefs_district_id",
                table: "stage_briefs",
                columns: new[] { "district", "id" });

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

            // Counted at every notification: room on the page keeps the new version beside the old one, out of the index.
            migrationBuilder.Sql("alter table inbox_counters set (fillfactor = 50)");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "brief_receipts");

            migrationBuilder.DropTable(
                name: "calendar_changes");

            migrationBuilder.DropTable(
                name: "calendar_states");

            migrationBuilder.DropTable(
                name: "deliveries");

            migrationBuilder.DropTable(
                name: "digests");

            migrationBuilder.DropTable(
                name: "fan_outs");

            migrationBuilder.DropTable(
                name: "inbox_counters");

            migrationBuilder.DropTable(
                name: "liaisons");

            migrationBuilder.DropTable(
                name: "notifications");

            migrationBuilder.DropTable(
                name: "people");

            migrationBuilder.DropTable(
                name: "preferences");

            migrationBuilder.DropTable(
                name: "reminder_rules");

            migrationBuilder.DropTable(
                name: "reminders");

            migrationBuilder.DropTable(
                name: "teams");

            migrationBuilder.DropTable(
                name: "webhook_messages");

            migrationBuilder.DropTable(
                name: "working_days");

            migrationBuilder.DropTable(
                name: "stage_briefs");

            migrationBuilder.DropTable(
                name: "deadlines");

            migrationBuilder.DropTable(
                name: "webhooks");
        }
    }
}
