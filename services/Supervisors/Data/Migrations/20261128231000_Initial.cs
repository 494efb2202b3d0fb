using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Supervision.Messaging;

#nullable disable

namespace Supervision.Supervisors.Data.Migrations
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
                name: "attended_activities",
                columns: table => new
                {
                    activity_id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_attended_activities", x => new { x.activity_id, x.user_id });
                });

            migrationBuilder.CreateTable(
                name: "conflict_overrides",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    kind = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    until_day = table.Column<DateOnly>(type: "date", nullable: false),
                    why = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_conflict_overrides", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "handed_in_submissions",
                columns: table => new
                {
                    submission_id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    reference = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_handed_in_submissions", x => x.submission_id);
                });

            migrationBuilder.CreateTable(
                name: "idempotent_requests",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    request_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    status = table.Column<int>(type: "integer", nullable: false),
                    content_type = table.Column<string>(type: "text", nullable: true),
                    location = table.Column<string>(type: "text", nullable: true),
                    entity_tag = table.Column<string>(type: "text", nullable: true),
                    body = table.Column<byte[]>(type: "bytea", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_idempotent_requests", x => new { x.user_id, x.key });
                });

            migrationBuilder.CreateTable(
                name: "number_series",
                columns: table => new
                {
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    series = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    last = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_number_series", x => new { x.district, x.series, x.year });
                });

            migrationBuilder.CreateTable(
                name: "people",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    body = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    roles = table.Column<string[]>(type: "text[]", nullable: false),
                    active = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people", x => x.user_id);
                });

            migrationBuilder.CreateTable(
                name: "places",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    address = table.Column<string>(type: "text", nullable: false),
                    hours = table.Column<string>(type: "text", nullable: true),
                    position = table.Column<string>(type: "jsonb", nullable: true),
                    contacts = table.Column<string>(type: "jsonb", nullable: false),
                    keepers = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    resident_offices = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    active = table.Column<bool>(type: "boolean", nullable: false),
                    search_text = table.Column<string>(type: "text", nullable: false),
                    entered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_places", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "postings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    kind = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    units = table.Column<string[]>(type: "text[]", nullable: false),
                    from_day = table.Column<DateOnly>(type: "date", nullable: false),
                    until_day = table.Column<DateOnly>(type: "date", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_for = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    told = table.Column<long>(type: "bigint", nullable: false),
                    posted_by = table.Column<Guid>(type: "uuid", nullable: false),
                    posted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_postings", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "roster_settings",
                columns: table => new
                {
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    capacity = table.Column<int>(type: "integer", nullable: false),
                    changed_by = table.Column<Guid>(type: "uuid", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_roster_settings", x => x.district);
                });

            migrationBuilder.CreateTable(
                name: "sealed_cases",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    marks = table.Column<string[]>(type: "text[]", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sealed_cases", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "sectors",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    chinese = table.Column<string>(type: "text", nullable: false),
                    english = table.Column<string>(type: "text", nullable: false),
                    active = table.Column<bool>(type: "boolean", nullable: false),
                    changed_by = table.Column<Guid>(type: "uuid", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sectors", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "supervisors",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: true),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    sector = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    contact = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    proposed_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    criteria = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    decision = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    status = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    letter_number = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    from_day = table.Column<DateOnly>(type: "date", nullable: true),
                    until_day = table.Column<DateOnly>(type: "date", nullable: true),
                    begun = table.Column<bool>(type: "boolean", nullable: false),
                    expiry_told_for = table.Column<DateOnly>(type: "date", nullable: true),
                    due_check = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    told = table.Column<long>(type: "bigint", nullable: false),
                    import_key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    nominated_by = table.Column<Guid>(type: "uuid", nullable: false),
                    nominated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_supervisors", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "teams",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    kind = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    topic_id = table.Column<Guid>(type: "uuid", nullable: true),
                    topic_reference = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    leader = table.Column<Guid>(type: "uuid", nullable: false),
                    members = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    cppcc_leader = table.Column<Guid>(type: "uuid", nullable: false),
                    discipline_leader = table.Column<Guid>(type: "uuid", nullable: false),
                    units = table.Column<string[]>(type: "text[]", nullable: false),
                    matters = table.Column<string[]>(type: "text[]", nullable: false),
                    from_day = table.Column<DateOnly>(type: "date", nullable: false),
                    until_day = table.Column<DateOnly>(type: "date", nullable: false),
                    active = table.Column<bool>(type: "boolean", nullable: false),
                    dissolved_for = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    dissolved_by = table.Column<Guid>(type: "uuid", nullable: true),
                    dissolved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    told = table.Column<long>(type: "bigint", nullable: false),
                    formed_by = table.Column<Guid>(type: "uuid", nullable: false),
                    formed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_teams", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "ties",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    kind = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    detail = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    declared_by = table.Column<Guid>(type: "uuid", nullable: false),
                    declared_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    withdrawn_by = table.Column<Guid>(type: "uuid", nullable: true),
                    withdrawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    withdrawn_for = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ties", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "topics",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    reference = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    stage = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_topics", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "visits",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    reference = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    party_id = table.Column<Guid>(type: "uuid", nullable: false),
                    topic_id = table.Column<Guid>(type: "uuid", nullable: true),
                    heading = table.Column<string>(type: "text", nullable: false),
                    detail = table.Column<string>(type: "text", nullable: true),
                    mode = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    purpose = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    coverage = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    sites = table.Column<string>(type: "jsonb", nullable: false),
                    units = table.Column<string[]>(type: "text[]", nullable: false),
                    matter = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: false),
                    participants = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    earlier_findings = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    status = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    @sealed = table.Column<bool>(name: "sealed", type: "boolean", nullable: false),
                    readers = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    team = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    tied_participants = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    planned_by = table.Column<Guid>(type: "uuid", nullable: false),
                    planned_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    started_by = table.Column<Guid>(type: "uuid", nullable: true),
                    start_clock_difference = table.Column<int>(type: "integer", nullable: true),
                    reported_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    closed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true),
                    search_text = table.Column<string>(type: "text", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_visits", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "supervisor_bases",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    place_id = table.Column<Guid>(type: "uuid", nullable: false),
                    declared_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_supervisor_bases", x => x.user_id);
                    table.ForeignKey(
                        name: "fk_supervisor_bases_places_place_id",
                        column: x => x.place_id,
                        principalTable: "places",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "whistles",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    reference = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    place_id = table.Column<Guid>(type: "uuid", nullable: false),
                    place_name = table.Column<string>(type: "text", nullable: false),
                    position = table.Column<string>(type: "jsonb", nullable: true),
                    sector = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    heading = table.Column<string>(type: "text", nullable: false),
                    detail = table.Column<string>(type: "text", nullable: false),
                    units = table.Column<string[]>(type: "text[]", nullable: false),
                    status = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    whistlers = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    raised_by = table.Column<Guid>(type: "uuid", nullable: false),
                    raised_by_name = table.Column<string>(type: "text", nullable: false),
                    raised_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    supervisors = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    dispatched_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    reported_in_by = table.Column<Guid>(type: "uuid", nullable: true),
                    reported_in_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    report_in_minutes = table.Column<int>(type: "integer", nullable: true),
                    resolution = table.Column<string>(type: "text", nullable: true),
                    resolved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    confirmed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true),
                    reopenings = table.Column<int>(type: "integer", nullable: false),
                    search_text = table.Column<string>(type: "text", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_whistles", x => x.id);
                    table.ForeignKey(
                        name: "fk_whistles_places_place_id",
                        column: x => x.place_id,
                        principalTable: "places",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "appointments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    supervisor_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    from_day = table.Column<DateOnly>(type: "date", nullable: false),
                    until_day = table.Column<DateOnly>(type: "date", nullable: false),
                    decision = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_appointments", x => x.id);
                    table.ForeignKey(
                        name: "fk_appointments_supervisor_supervisor_id",
                        column: x => x.supervisor_id,
                        principalTable: "supervisors",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "roster_events",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    supervisor_id = table.Column<Guid>(type: "uuid", nullable: false),
                    step = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    why = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_roster_events", x => x.id);
                    table.ForeignKey(
                        name: "fk_roster_events_supervisor_supervisor_id",
                        column: x => x.supervisor_id,
                        principalTable: "supervisors",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "conflict_flags",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    tie_id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    kind = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    matter_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    settled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    settled_by = table.Column<Guid>(type: "uuid", nullable: true),
                    settled_how = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_conflict_flags", x => x.id);
                    table.ForeignKey(
                        name: "fk_conflict_flags_tie_tie_id",
                        column: x => x.tie_id,
                        principalTable: "ties",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "field_entries",
                columns: table => new
                {
                    visit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    by_name = table.Column<string>(type: "text", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    clock_difference = table.Column<int>(type: "integer", nullable: false),
                    content = table.Column<string>(type: "jsonb", nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    finding_id = table.Column<Guid>(type: "uuid", nullable: true),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_field_entries", x => new { x.visit_id, x.id });
                    table.ForeignKey(
                        name: "fk_field_entries_visit_visit_id",
                        column: x => x.visit_id,
                        principalTable: "visits",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "field_files",
                columns: table => new
                {
                    visit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    media_type = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_field_files", x => new { x.visit_id, x.sha256 });
                    table.ForeignKey(
                        name: "fk_field_files_visit_visit_id",
                        column: x => x.visit_id,
                        principalTable: "visits",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "findings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    visit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reference = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    topic_id = table.Column<Guid>(type: "uuid", nullable: true),
                    heading = table.Column<string>(type: "text", nullable: false),
                    description = table.Column<string>(type: "text", nullable: false),
                    severity = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    units = table.Column<string[]>(type: "text[]", nullable: false),
                    field = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    found_by = table.Column<Guid>(type: "uuid", nullable: false),
                    found_by_name = table.Column<string>(type: "text", nullable: false),
                    found_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    disposition = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    dispositions = table.Column<string>(type: "jsonb", nullable: false),
                    matter_id = table.Column<Guid>(type: "uuid", nullable: true),
                    matter_reference = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    matter_status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    matter_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    matter_version = table.Column<long>(type: "bigint", nullable: false),
                    tell_version = table.Column<long>(type: "bigint", nullable: false),
                    readers = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    search_text = table.Column<string>(type: "text", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_findings", x => x.id);
                    table.ForeignKey(
                        name: "fk_findings_visit_visit_id",
                        column: x => x.visit_id,
                        principalTable: "visits",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_appointments_district_number",
                table: "appointments",
                columns: new[] { "district", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_appointments_supervisor_id",
                table: "appointments",
                column: "supervisor_id");

            migrationBuilder.CreateIndex(
                name: "ix_attended_activities_district_user_id_at",
                table: "attended_activities",
                columns: new[] { "district", "user_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_conflict_flags_district_id",
                table: "conflict_flags",
                columns: new[] { "district", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_conflict_flags_tie_id_matter_id",
                table: "conflict_flags",
                columns: new[] { "tie_id", "matter_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_conflict_overrides_district_user_id_unit",
                table: "conflict_overrides",
                columns: new[] { "district", "user_id", "unit" });

            migrationBuilder.CreateIndex(
                name: "ix_field_entries_finding_id",
                table: "field_entries",
                column: "finding_id",
                filter: "finding_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_field_files_district_sha256",
                table: "field_files",
                columns: new[] { "district", "sha256" });

            migrationBuilder.CreateIndex(
                name: "ix_findings_district_disposition_found_at_id",
                table: "findings",
                columns: new[] { "district", "disposition", "found_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_findings_district_found_at_id",
                table: "findings",
                columns: new[] { "district", "found_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_findings_district_reference",
                table: "findings",
                columns: new[] { "district", "reference" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_findings_found_by_found_at",
                table: "findings",
                columns: new[] { "found_by", "found_at" });

            migrationBuilder.CreateIndex(
                name: "ix_findings_readers",
                table: "findings",
                column: "readers")
                .Annotation("Npgsql:IndexMethod", "gin");

            migrationBuilder.CreateIndex(
                name: "ix_findings_units",
                table: "findings",
                column: "units")
                .Annotation("Npgsql:IndexMethod", "gin");

            migrationBuilder.CreateIndex(
                name: "ix_findings_visit_id",
                table: "findings",
                column: "visit_id");

            migrationBuilder.CreateIndex(
                name: "ix_handed_in_submissions_district_user_id_at",
                table: "handed_in_submissions",
                columns: new[] { "district", "user_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_idempotent_requests_at",
                table: "idempotent_requests",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_people_district_body",
                table: "people",
                columns: new[] { "district", "body" });

            migrationBuilder.CreateIndex(
                name: "ix_places_district_entered_at_id",
                table: "places",
                columns: new[] { "district", "entered_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_places_district_kind_name",
                table: "places",
                columns: new[] { "district", "kind", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_postings_district_id",
                table: "postings",
                columns: new[] { "district", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_postings_district_user_id",
                table: "postings",
                columns: new[] { "district", "user_id" });

            migrationBuilder.CreateIndex(
                name: "ix_roster_events_supervisor_id",
                table: "roster_events",
                column: "supervisor_id");

            migrationBuilder.CreateIndex(
                name: "ix_sealed_cases_district_id",
                table: "sealed_cases",
                columns: new[] { "district", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_sectors_district_code",
                table: "sectors",
                columns: new[] { "district", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_supervisor_bases_place_id",
                table: "supervisor_bases",
                column: "place_id");

            migrationBuilder.CreateIndex(
                name: "ix_supervisors_district_id",
                table: "supervisors",
                columns: new[] { "district", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_supervisors_district_import_key",
                table: "supervisors",
                columns: new[] { "district", "import_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_supervisors_district_name_id",
                table: "supervisors",
                columns: new[] { "district", "name", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_supervisors_district_status_id",
                table: "supervisors",
                columns: new[] { "district", "status", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_supervisors_district_user_id",
                table: "supervisors",
                columns: new[] { "district", "user_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_supervisors_due_check",
                table: "supervisors",
                column: "due_check",
                filter: "due_check is not null");

            migrationBuilder.CreateIndex(
                name: "ix_teams_district_kind_id",
                table: "teams",
                columns: new[] { "district", "kind", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_teams_topic_id",
                table: "teams",
                column: "topic_id",
                unique: true,
                filter: "active and kind = 'Team'");

            migrationBuilder.CreateIndex(
                name: "ix_ties_district_user_id_unit_kind",
                table: "ties",
                columns: new[] { "district", "user_id", "unit", "kind" },
                unique: true,
                filter: "withdrawn_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_topics_district",
                table: "topics",
                column: "district");

            migrationBuilder.CreateIndex(
                name: "ix_visits_district_planned_at_id",
                table: "visits",
                columns: new[] { "district", "planned_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_visits_district_reference",
                table: "visits",
                columns: new[] { "district", "reference" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_visits_district_started_at",
                table: "visits",
                columns: new[] { "district", "started_at" });

            migrationBuilder.CreateIndex(
                name: "ix_visits_readers",
                table: "visits",
                column: "readers")
                .Annotation("Npgsql:IndexMethod", "gin");

            migrationBuilder.CreateIndex(
                name: "ix_whistles_district_raised_at_id",
                table: "whistles",
                columns: new[] { "district", "raised_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_whistles_district_reference",
                table: "whistles",
                columns: new[] { "district", "reference" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_whistles_place_id",
                table: "whistles",
                column: "place_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "appointments");

            migrationBuilder.DropTable(
                name: "attended_activities");

            migrationBuilder.DropTable(
                name: "conflict_flags");

            migrationBuilder.DropTable(
                name: "conflict_overrides");

            migrationBuilder.DropTable(
                name: "field_entries");

            migrationBuilder.DropTable(
                name: "field_files");

            migrationBuilder.DropTable(
                name: "findings");

            migrationBuilder.DropTable(
                name: "handed_in_submissions");

            migrationBuilder.DropTable(
                name: "idempotent_requests");

            migrationBuilder.DropTable(
                name: "number_series");

            migrationBuilder.DropTable(
                name: "people");

            migrationBuilder.DropTable(
                name: "postings");

            migrationBuilder.DropTable(
                name: "roster_events");

            migrationBuilder.DropTable(
                name: "roster_settings");

            migrationBuilder.DropTable(
                name: "sealed_cases");

            migrationBuilder.DropTable(
                name: "sectors");

            migrationBuilder.DropTable(
                name: "supervisor_bases");

            migrationBuilder.DropTable(
                name: "teams");

            migrationBuilder.DropTable(
                name: "topics");

            migrationBuilder.DropTable(
                name: "whistles");

            migrationBuilder.DropTable(
                name: "ties");

            migrationBuilder.DropTable(
                name: "visits");

            migrationBuilder.DropTable(
                name: "supervisors");

            migrationBuilder.DropTable(
                name: "places");
        }
    }
}
