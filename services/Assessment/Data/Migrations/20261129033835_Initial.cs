using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Supervision.Messaging;

#nullable disable

namespace Supervision.Assessment.Data.Migrations
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
                name: "clock_changes",
                columns: table => new
                {
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    clock_version = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    note = table.Column<string>(type: "text", nullable: true),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    by_name = table.Column<string>(type: "text", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_clock_changes", x => new { x.district, x.clock_version });
                });

            migrationBuilder.CreateTable(
                name: "conversion_clues",
                columns: table => new
                {
                    clue_id = table.Column<Guid>(type: "uuid", nullable: false),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    transferred_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    accepted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    declined_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    disposed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    overdue_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_conversion_clues", x => x.clue_id);
                });

            migrationBuilder.CreateTable(
                name: "conversion_fates",
                columns: table => new
                {
                    finding_id = table.Column<Guid>(type: "uuid", nullable: false),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_conversion_fates", x => x.finding_id);
                });

            migrationBuilder.CreateTable(
                name: "conversion_findings",
                columns: table => new
                {
                    finding_id = table.Column<Guid>(type: "uuid", nullable: false),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    counts = table.Column<bool>(type: "boolean", nullable: false),
                    field = table.Column<string>(type: "text", nullable: true),
                    units = table.Column<string[]>(type: "text[]", nullable: false),
                    severity = table.Column<string>(type: "text", nullable: true),
                    referred_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_conversion_findings", x => x.finding_id);
                });

            migrationBuilder.CreateTable(
                name: "conversion_suggestions",
                columns: table => new
                {
                    suggestion_id = table.Column<Guid>(type: "uuid", nullable: false),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    unit = table.Column<string>(type: "text", nullable: true),
                    field = table.Column<string>(type: "text", nullable: true),
                    handed_over_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    adoption = table.Column<string>(type: "text", nullable: true),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_conversion_suggestions", x => x.suggestion_id);
                });

            migrationBuilder.CreateTable(
                name: "district_clocks",
                columns: table => new
                {
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    mode = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    own_days = table.Column<string>(type: "jsonb", nullable: false),
                    calendar_version = table.Column<long>(type: "bigint", nullable: false),
                    pauses = table.Column<string>(type: "jsonb", nullable: false),
                    clock_version = table.Column<long>(type: "bigint", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_district_clocks", x => x.district);
                });

            migrationBuilder.CreateTable(
                name: "extensions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    deadline_id = table.Column<Guid>(type: "uuid", nullable: false),
                    form_id = table.Column<Guid>(type: "uuid", nullable: false),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    unit = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    days = table.Column<int>(type: "integer", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    status = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    words = table.Column<string>(type: "jsonb", nullable: false),
                    asked_by = table.Column<Guid>(type: "uuid", nullable: false),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_extensions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "feedback_forms",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    reference = table.Column<string>(type: "text", nullable: false),
                    unit = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    unit_name = table.Column<string>(type: "text", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    topic_id = table.Column<Guid>(type: "uuid", nullable: true),
                    field = table.Column<string>(type: "text", nullable: true),
                    status = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    latest = table.Column<int>(type: "integer", nullable: false),
                    content = table.Column<string>(type: "jsonb", nullable: false),
                    content_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    decisions = table.Column<string>(type: "jsonb", nullable: false),
                    agreed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    number = table.Column<string>(type: "text", nullable: true),
                    drafted_by = table.Column<Guid>(type: "uuid", nullable: false),
                    drafted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    issued_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    received_by = table.Column<Guid>(type: "uuid", nullable: true),
                    received_by_name = table.Column<string>(type: "text", nullable: true),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    told = table.Column<long>(type: "bigint", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_feedback_forms", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "files",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    owner_kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    media_type = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_files", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "form_sources",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    reference = table.Column<string>(type: "text", nullable: false),
                    topic_id = table.Column<Guid>(type: "uuid", nullable: true),
                    field = table.Column<string>(type: "text", nullable: true),
                    units = table.Column<string[]>(type: "text[]", nullable: false),
                    severity = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    heading = table.Column<string>(type: "text", nullable: false),
                    description = table.Column<string>(type: "text", nullable: false),
                    standing = table.Column<bool>(type: "boolean", nullable: false),
                    handed_version = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    told = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_form_sources", x => x.id);
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
                name: "indicator_schemes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    regime = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    from_year = table.Column<int>(type: "integer", nullable: false),
                    status = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    indicators = table.Column<string>(type: "jsonb", nullable: false),
                    content_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    decisions = table.Column<string>(type: "jsonb", nullable: false),
                    drafted_by = table.Column<Guid>(type: "uuid", nullable: false),
                    drafted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    adopted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_indicator_schemes", x => x.id);
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
                name: "surveys",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    heading = table.Column<string>(type: "text", nullable: false),
                    introduction = table.Column<string>(type: "text", nullable: false),
                    unit = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    unit_name = table.Column<string>(type: "text", nullable: true),
                    topic_id = table.Column<Guid>(type: "uuid", nullable: true),
                    audience = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    questions = table.Column<string>(type: "jsonb", nullable: false),
                    groups = table.Column<string>(type: "jsonb", nullable: false),
                    opens = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    closes = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    status = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    codes_issued = table.Column<int>(type: "integer", nullable: false),
                    drafted_by = table.Column<Guid>(type: "uuid", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_surveys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "topics",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    reference = table.Column<string>(type: "text", nullable: false),
                    stage = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_topics", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "unit_contacts",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    unit = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    active = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_unit_contacts", x => x.user_id);
                });

            migrationBuilder.CreateTable(
                name: "form_items",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    form_id = table.Column<Guid>(type: "uuid", nullable: false),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    unit = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    topic_id = table.Column<Guid>(type: "uuid", nullable: true),
                    field = table.Column<string>(type: "text", nullable: true),
                    number = table.Column<int>(type: "integer", nullable: false),
                    heading = table.Column<string>(type: "text", nullable: false),
                    problem = table.Column<string>(type: "text", nullable: false),
                    requirement = table.Column<string>(type: "text", nullable: false),
                    severity = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    source_id = table.Column<Guid>(type: "uuid", nullable: true),
                    status = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    round = table.Column<int>(type: "integer", nullable: false),
                    deadline_id = table.Column<Guid>(type: "uuid", nullable: false),
                    relapses = table.Column<int>(type: "integer", nullable: false),
                    issued_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_form_items", x => x.id);
                    table.ForeignKey(
                        name: "fk_form_items_feedback_forms_form_id",
                        column: x => x.form_id,
                        principalTable: "feedback_forms",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "form_versions",
                columns: table => new
                {
                    form_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    content = table.Column<string>(type: "jsonb", nullable: false),
                    content_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    by_name = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_form_versions", x => new { x.form_id, x.number });
                    table.ForeignKey(
                        name: "fk_form_versions_feedback_forms_form_id",
                        column: x => x.form_id,
                        principalTable: "feedback_forms",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "reply_deadlines",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    form_id = table.Column<Guid>(type: "uuid", nullable: false),
                    item_id = table.Column<Guid>(type: "uuid", nullable: true),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    unit = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    reference = table.Column<string>(type: "text", nullable: false),
                    from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    extension = table.Column<int>(type: "integer", nullable: false),
                    extensions = table.Column<string>(type: "jsonb", nullable: false, defaultValueSql: "'[]'"),
                    due = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    amount = table.Column<int>(type: "integer", nullable: false),
                    mode = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    clock_version = table.Column<long>(type: "bigint", nullable: false),
                    open = table.Column<bool>(type: "boolean", nullable: false),
                    held = table.Column<bool>(type: "boolean", nullable: false),
                    overdue_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    told = table.Column<long>(type: "bigint", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reply_deadlines", x => x.id);
                    table.ForeignKey(
                        name: "fk_reply_deadlines_feedback_form_form_id",
                        column: x => x.form_id,
                        principalTable: "feedback_forms",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "source_uses",
                columns: table => new
                {
                    source_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    form_id = table.Column<Guid>(type: "uuid", nullable: false),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_source_uses", x => new { x.source_id, x.unit });
                    table.ForeignKey(
                        name: "fk_source_uses_form_sources_source_id",
                        column: x => x.source_id,
                        principalTable: "form_sources",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "scorecards",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    regime = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    unit = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    unit_name = table.Column<string>(type: "text", nullable: false),
                    status = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    scheme_id = table.Column<Guid>(type: "uuid", nullable: false),
                    latest = table.Column<int>(type: "integer", nullable: false),
                    lines = table.Column<string>(type: "jsonb", nullable: false),
                    total = table.Column<decimal>(type: "numeric", nullable: false),
                    content_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    computed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    respond_by = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    decisions = table.Column<string>(type: "jsonb", nullable: false),
                    final_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_scorecards", x => x.id);
                    table.ForeignKey(
                        name: "fk_scorecards_indicator_schemes_scheme_id",
                        column: x => x.scheme_id,
                        principalTable: "indicator_schemes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "survey_codes",
                columns: table => new
                {
                    survey_id = table.Column<Guid>(type: "uuid", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    used = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_survey_codes", x => new { x.survey_id, x.hash });
                    table.ForeignKey(
                        name: "fk_survey_codes_surveys_survey_id",
                        column: x => x.survey_id,
                        principalTable: "surveys",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "survey_participants",
                columns: table => new
                {
                    survey_id = table.Column<Guid>(type: "uuid", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_survey_participants", x => new { x.survey_id, x.hash });
                    table.ForeignKey(
                        name: "fk_survey_participants_surveys_survey_id",
                        column: x => x.survey_id,
                        principalTable: "surveys",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "survey_tallies",
                columns: table => new
                {
                    survey_id = table.Column<Guid>(type: "uuid", nullable: false),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    answers = table.Column<int>(type: "integer", nullable: false),
                    counts = table.Column<int[]>(type: "integer[]", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_survey_tallies", x => x.survey_id);
                    table.ForeignKey(
                        name: "fk_survey_tallies_surveys_survey_id",
                        column: x => x.survey_id,
                        principalTable: "surveys",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "topic_assessments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    topic_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reference = table.Column<string>(type: "text", nullable: false),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    status = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    round = table.Column<int>(type: "integer", nullable: false),
                    content = table.Column<string>(type: "jsonb", nullable: false),
                    content_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    decisions = table.Column<string>(type: "jsonb", nullable: false),
                    written_by = table.Column<Guid>(type: "uuid", nullable: false),
                    written_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_topic_assessments", x => x.id);
                    table.ForeignKey(
                        name: "fk_topic_assessments_topic_copy_topic_id",
                        column: x => x.topic_id,
                        principalTable: "topics",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "item_replies",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    item_id = table.Column<Guid>(type: "uuid", nullable: false),
                    form_id = table.Column<Guid>(type: "uuid", nullable: false),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    unit = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    round = table.Column<int>(type: "integer", nullable: false),
                    measures = table.Column<string>(type: "text", nullable: false),
                    results = table.Column<string>(type: "text", nullable: false),
                    saved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    sent_by = table.Column<Guid>(type: "uuid", nullable: true),
                    sent_by_name = table.Column<string>(type: "text", nullable: true),
                    late = table.Column<bool>(type: "boolean", nullable: false),
                    accepted = table.Column<bool>(type: "boolean", nullable: true),
                    settled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_item_replies", x => x.id);
                    table.ForeignKey(
                        name: "fk_item_replies_form_items_item_id",
                        column: x => x.item_id,
                        principalTable: "form_items",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "look_backs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    item_id = table.Column<Guid>(type: "uuid", nullable: false),
                    form_id = table.Column<Guid>(type: "uuid", nullable: false),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    outcome = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    note = table.Column<string>(type: "text", nullable: true),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    by_name = table.Column<string>(type: "text", nullable: true),
                    made_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_look_backs", x => x.id);
                    table.ForeignKey(
                        name: "fk_look_backs_form_items_item_id",
                        column: x => x.item_id,
                        principalTable: "form_items",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "deadline_events",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    deadline_id = table.Column<Guid>(type: "uuid", nullable: false),
                    form_id = table.Column<Guid>(type: "uuid", nullable: false),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    unit = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    before = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    due = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    clock_version = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_deadline_events", x => x.id);
                    table.ForeignKey(
                        name: "fk_deadline_events_reply_deadlines_deadline_id",
                        column: x => x.deadline_id,
                        principalTable: "reply_deadlines",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "reply_counts",
                columns: table => new
                {
                    deadline_id = table.Column<Guid>(type: "uuid", nullable: false),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    unit = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    counted = table.Column<string>(type: "jsonb", nullable: false),
                    provisional = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reply_counts", x => x.deadline_id);
                    table.ForeignKey(
                        name: "fk_reply_counts_reply_deadlines_deadline_id",
                        column: x => x.deadline_id,
                        principalTable: "reply_deadlines",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "scorecard_computations",
                columns: table => new
                {
                    scorecard_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    unit = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    scheme_id = table.Column<Guid>(type: "uuid", nullable: false),
                    content = table.Column<string>(type: "jsonb", nullable: false),
                    content_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_scorecard_computations", x => new { x.scorecard_id, x.number });
                    table.ForeignKey(
                        name: "fk_scorecard_computations_scorecard_scorecard_id",
                        column: x => x.scorecard_id,
                        principalTable: "scorecards",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "scorecard_responses",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    scorecard_id = table.Column<Guid>(type: "uuid", nullable: false),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    unit = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    computation = table.Column<int>(type: "integer", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true),
                    items = table.Column<string>(type: "jsonb", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    by_name = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    voices = table.Column<string>(type: "jsonb", nullable: false),
                    outcome = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_scorecard_responses", x => x.id);
                    table.ForeignKey(
                        name: "fk_scorecard_responses_scorecards_scorecard_id",
                        column: x => x.scorecard_id,
                        principalTable: "scorecards",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "judgements",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    reply_id = table.Column<Guid>(type: "uuid", nullable: false),
                    item_id = table.Column<Guid>(type: "uuid", nullable: false),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    unit = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    body = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    accepted = table.Column<bool>(type: "boolean", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    by_name = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_judgements", x => x.id);
                    table.ForeignKey(
                        name: "fk_judgements_item_replies_reply_id",
                        column: x => x.reply_id,
                        principalTable: "item_replies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_conversion_clues_district_transferred_at",
                table: "conversion_clues",
                columns: new[] { "district", "transferred_at" });

            migrationBuilder.CreateIndex(
                name: "ix_conversion_findings_district_referred_at",
                table: "conversion_findings",
                columns: new[] { "district", "referred_at" });

            migrationBuilder.CreateIndex(
                name: "ix_conversion_suggestions_district_handed_over_at",
                table: "conversion_suggestions",
                columns: new[] { "district", "handed_over_at" });

            migrationBuilder.CreateIndex(
                name: "ix_deadline_events_deadline_id",
                table: "deadline_events",
                column: "deadline_id");

            migrationBuilder.CreateIndex(
                name: "ix_deadline_events_form_id",
                table: "deadline_events",
                column: "form_id");

            migrationBuilder.CreateIndex(
                name: "ix_extensions_deadline_id",
                table: "extensions",
                column: "deadline_id",
                unique: true,
                filter: "status = 'Asked'");

            migrationBuilder.CreateIndex(
                name: "ix_extensions_form_id",
                table: "extensions",
                column: "form_id");

            migrationBuilder.CreateIndex(
                name: "ix_feedback_forms_district_drafted_at_id",
                table: "feedback_forms",
                columns: new[] { "district", "drafted_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_feedback_forms_district_number",
                table: "feedback_forms",
                columns: new[] { "district", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_feedback_forms_district_reference",
                table: "feedback_forms",
                columns: new[] { "district", "reference" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_feedback_forms_district_status_drafted_at_id",
                table: "feedback_forms",
                columns: new[] { "district", "status", "drafted_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_feedback_forms_district_unit_drafted_at",
                table: "feedback_forms",
                columns: new[] { "district", "unit", "drafted_at" });

            migrationBuilder.CreateIndex(
                name: "ix_feedback_forms_topic_id",
                table: "feedback_forms",
                column: "topic_id");

            migrationBuilder.CreateIndex(
                name: "ix_files_district_sha256",
                table: "files",
                columns: new[] { "district", "sha256" });

            migrationBuilder.CreateIndex(
                name: "ix_files_owner_kind_owner_id_sha256",
                table: "files",
                columns: new[] { "owner_kind", "owner_id", "sha256" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_form_items_district_issued_at_id",
                table: "form_items",
                columns: new[] { "district", "issued_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_form_items_district_unit_issued_at",
                table: "form_items",
                columns: new[] { "district", "unit", "issued_at" });

            migrationBuilder.CreateIndex(
                name: "ix_form_items_form_id_number",
                table: "form_items",
                columns: new[] { "form_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_form_items_source_id",
                table: "form_items",
                column: "source_id");

            migrationBuilder.CreateIndex(
                name: "ix_form_sources_district_at_id",
                table: "form_sources",
                columns: new[] { "district", "at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_idempotent_requests_at",
                table: "idempotent_requests",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_indicator_schemes_district_regime_number",
                table: "indicator_schemes",
                columns: new[] { "district", "regime", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_item_replies_form_id",
                table: "item_replies",
                column: "form_id");

            migrationBuilder.CreateIndex(
                name: "ix_item_replies_item_id_round",
                table: "item_replies",
                columns: new[] { "item_id", "round" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_judgements_item_id",
                table: "judgements",
                column: "item_id");

            migrationBuilder.CreateIndex(
                name: "ix_judgements_reply_id_at",
                table: "judgements",
                columns: new[] { "reply_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_look_backs_district_due_on",
                table: "look_backs",
                columns: new[] { "district", "due_on" },
                filter: "outcome = 'Scheduled'");

            migrationBuilder.CreateIndex(
                name: "ix_look_backs_item_id",
                table: "look_backs",
                column: "item_id",
                unique: true,
                filter: "outcome = 'Scheduled'");

            migrationBuilder.CreateIndex(
                name: "ix_look_backs_item_id_made_at",
                table: "look_backs",
                columns: new[] { "item_id", "made_at" });

            migrationBuilder.CreateIndex(
                name: "ix_people_district_body",
                table: "people",
                columns: new[] { "district", "body" });

            migrationBuilder.CreateIndex(
                name: "ix_reply_counts_provisional",
                table: "reply_counts",
                column: "deadline_id",
                unique: true,
                filter: "provisional");

            migrationBuilder.CreateIndex(
                name: "ix_reply_deadlines_district_clock_version",
                table: "reply_deadlines",
                columns: new[] { "district", "clock_version" },
                filter: "open and overdue_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_reply_deadlines_district_unit",
                table: "reply_deadlines",
                columns: new[] { "district", "unit" },
                filter: "open");

            migrationBuilder.CreateIndex(
                name: "ix_reply_deadlines_due",
                table: "reply_deadlines",
                column: "due",
                filter: "open and not held and overdue_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_reply_deadlines_form_id",
                table: "reply_deadlines",
                column: "form_id");

            migrationBuilder.CreateIndex(
                name: "ix_scorecard_responses_scorecard_id_computation",
                table: "scorecard_responses",
                columns: new[] { "scorecard_id", "computation" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_scorecards_district_year_regime_unit",
                table: "scorecards",
                columns: new[] { "district", "year", "regime", "unit" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_scorecards_scheme_id",
                table: "scorecards",
                column: "scheme_id");

            migrationBuilder.CreateIndex(
                name: "ix_source_uses_form_id",
                table: "source_uses",
                column: "form_id");

            migrationBuilder.CreateIndex(
                name: "ix_surveys_district_closes",
                table: "surveys",
                columns: new[] { "district", "closes" });

            migrationBuilder.CreateIndex(
                name: "ix_topic_assessments_topic_id",
                table: "topic_assessments",
                column: "topic_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_topics_district",
                table: "topics",
                column: "district");

            migrationBuilder.CreateIndex(
                name: "ix_unit_contacts_district_unit",
                table: "unit_contacts",
                columns: new[] { "district", "unit" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "clock_changes");

            migrationBuilder.DropTable(
                name: "conversion_clues");

            migrationBuilder.DropTable(
                name: "conversion_fates");

            migrationBuilder.DropTable(
                name: "conversion_findings");

            migrationBuilder.DropTable(
                name: "conversion_suggestions");

            migrationBuilder.DropTable(
                name: "deadline_events");

            migrationBuilder.DropTable(
                name: "district_clocks");

            migrationBuilder.DropTable(
                name: "extensions");

            migrationBuilder.DropTable(
                name: "files");

            migrationBuilder.DropTable(
                name: "form_versions");

            migrationBuilder.DropTable(
                name: "idempotent_requests");

            migrationBuilder.DropTable(
                name: "judgements");

            migrationBuilder.DropTable(
                name: "look_backs");

            migrationBuilder.DropTable(
                name: "number_series");

            migrationBuilder.DropTable(
                name: "people");

            migrationBuilder.DropTable(
                name: "reply_counts");

            migrationBuilder.DropTable(
                name: "scorecard_computations");

            migrationBuilder.DropTable(
                name: "scorecard_responses");

            migrationBuilder.DropTable(
                name: "source_uses");

            migrationBuilder.DropTable(
                name: "survey_codes");

            migrationBuilder.DropTable(
                name: "survey_participants");

            migrationBuilder.DropTable(
                name: "survey_tallies");

            migrationBuilder.DropTable(
                name: "topic_assessments");

            migrationBuilder.DropTable(
                name: "unit_contacts");

            migrationBuilder.DropTable(
                name: "item_replies");

            migrationBuilder.DropTable(
                name: "reply_deadlines");

            migrationBuilder.DropTable(
                name: "scorecards");

            migrationBuilder.DropTable(
                name: "form_sources");

            migrationBuilder.DropTable(
                name: "surveys");

            migrationBuilder.DropTable(
                name: "topics");

            migrationBuilder.DropTable(
                name: "form_items");

            migrationBuilder.DropTable(
                name: "indicator_schemes");

            migrationBuilder.DropTable(
                name: "feedback_forms");
        }
    }
}
