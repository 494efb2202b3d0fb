using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;
using Supervision.Messaging;

#nullable disable

namespace Supervision.ClueTransfers.Data.Migrations
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
                name: "approval_chains",
                columns: table => new
                {
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    levels = table.Column<string>(type: "jsonb", nullable: false),
                    changed_by = table.Column<Guid>(type: "uuid", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_approval_chains", x => x.district);
                });

            migrationBuilder.CreateTable(
                name: "calendar_copies",
                columns: table => new
                {
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_calendar_copies", x => x.district);
                });

            migrationBuilder.CreateTable(
                name: "clues",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    chain = table.Column<string>(type: "jsonb", nullable: false),
                    level = table.Column<int>(type: "integer", nullable: true),
                    level_role = table.Column<string>(type: "text", nullable: true),
                    level_approver = table.Column<Guid>(type: "uuid", nullable: true),
                    submitted_by = table.Column<Guid>(type: "uuid", nullable: true),
                    round = table.Column<int>(type: "integer", nullable: false),
                    returned_from = table.Column<string>(type: "text", nullable: true),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    reference = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    status = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    account = table.Column<string>(type: "text", nullable: false),
                    units = table.Column<string>(type: "jsonb", nullable: false),
                    persons = table.Column<string>(type: "jsonb", nullable: false),
                    source = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    source_reference = table.Column<string>(type: "text", nullable: true),
                    field = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    evidence = table.Column<string[]>(type: "text[]", nullable: false),
                    content_hash = table.Column<string>(type: "text", nullable: false),
                    author_ids = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    registered_by = table.Column<Guid>(type: "uuid", nullable: false),
                    registered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    merged_into_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true),
                    unit_keys = table.Column<string[]>(type: "text[]", nullable: false),
                    search_text = table.Column<string>(type: "text", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    deadline_version = table.Column<long>(type: "bigint", nullable: false, defaultValue: 0L),
                    outcome_summary = table.Column<string>(type: "text", nullable: true),
                    disposed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    finding_id = table.Column<Guid>(type: "uuid", nullable: true),
                    finding_version = table.Column<long>(type: "bigint", nullable: false, defaultValue: 0L),
                    finding_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    fate_version = table.Column<long>(type: "bigint", nullable: false, defaultValue: 0L),
                    letter_number = table.Column<string>(type: "text", nullable: true),
                    transferred_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    returned_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    receipt_deadline = table.Column<string>(type: "jsonb", nullable: true),
                    receipt_due = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    disposal_deadline = table.Column<string>(type: "jsonb", nullable: true),
                    disposal_due = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    due_check = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_clues", x => x.id);
                    table.ForeignKey(
                        name: "fk_clues_clues_merged_into_id",
                        column: x => x.merged_into_id,
                        principalTable: "clues",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "delegations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    from_user = table.Column<Guid>(type: "uuid", nullable: false),
                    from_name = table.Column<string>(type: "text", nullable: false),
                    roles = table.Column<string[]>(type: "text[]", nullable: false),
                    to_user = table.Column<Guid>(type: "uuid", nullable: false),
                    to_name = table.Column<string>(type: "text", nullable: false),
                    starts = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ends = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_delegations", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "entry_rules",
                columns: table => new
                {
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    matters = table.Column<string>(type: "jsonb", nullable: false),
                    changed_by = table.Column<Guid>(type: "uuid", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_entry_rules", x => x.district);
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
                name: "receipt_rules",
                columns: table => new
                {
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    working_days = table.Column<int>(type: "integer", nullable: false),
                    changed_by = table.Column<Guid>(type: "uuid", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_receipt_rules", x => x.district);
                });

            migrationBuilder.CreateTable(
                name: "subscribers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    body = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    event_types = table.Column<List<string>>(type: "text[]", nullable: false),
                    password_hash = table.Column<string>(type: "text", nullable: false),
                    status = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    password_changed = table.Column<bool>(type: "boolean", nullable: false),
                    registered_by = table.Column<Guid>(type: "uuid", nullable: false),
                    registered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    password_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    active_since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_subscribers", x => x.id);
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
                name: "approval_decisions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    clue_id = table.Column<Guid>(type: "uuid", nullable: false),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    round = table.Column<int>(type: "integer", nullable: false),
                    level = table.Column<int>(type: "integer", nullable: false),
                    role = table.Column<string>(type: "text", nullable: false),
                    label = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    comment = table.Column<string>(type: "text", nullable: true),
                    content_hash = table.Column<string>(type: "text", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    by_name = table.Column<string>(type: "text", nullable: false),
                    on_behalf_of = table.Column<Guid>(type: "uuid", nullable: true),
                    on_behalf_of_name = table.Column<string>(type: "text", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_approval_decisions", x => x.id);
                    table.ForeignKey(
                        name: "fk_approval_decisions_clues_clue_id",
                        column: x => x.clue_id,
                        principalTable: "clues",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "assignments",
                columns: table => new
                {
                    clue_id = table.Column<Guid>(type: "uuid", nullable: false),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    handler = table.Column<Guid>(type: "uuid", nullable: false),
                    handler_name = table.Column<string>(type: "text", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_assignments", x => x.clue_id);
                    table.ForeignKey(
                        name: "fk_assignments_clues_clue_id",
                        column: x => x.clue_id,
                        principalTable: "clues",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "clue_events",
                columns: table => new
                {
                    sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    clue_id = table.Column<Guid>(type: "uuid", nullable: false),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    audience = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    by_body = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    facts = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_clue_events", x => x.sequence);
                    table.ForeignKey(
                        name: "fk_clue_events_clues_clue_id",
                        column: x => x.clue_id,
                        principalTable: "clues",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "clue_reads",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    clue_id = table.Column<Guid>(type: "uuid", nullable: false),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    body = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    part = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    item = table.Column<Guid>(type: "uuid", nullable: true),
                    client = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_clue_reads", x => x.id);
                    table.ForeignKey(
                        name: "fk_clue_reads_clues_clue_id",
                        column: x => x.clue_id,
                        principalTable: "clues",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "disposal_proposals",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    clue_id = table.Column<Guid>(type: "uuid", nullable: false),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    measure = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    grounds = table.Column<string>(type: "text", nullable: false),
                    outcome_summary = table.Column<string>(type: "text", nullable: false),
                    proposed_by = table.Column<Guid>(type: "uuid", nullable: false),
                    proposed_by_name = table.Column<string>(type: "text", nullable: false),
                    proposed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    outcome = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    comment = table.Column<string>(type: "text", nullable: true),
                    decided_by = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_by_name = table.Column<string>(type: "text", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_disposal_proposals", x => x.id);
                    table.ForeignKey(
                        name: "fk_disposal_proposals_clues_clue_id",
                        column: x => x.clue_id,
                        principalTable: "clues",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "supplements",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    clue_id = table.Column<Guid>(type: "uuid", nullable: false),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    hash = table.Column<string>(type: "text", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_supplements", x => x.id);
                    table.ForeignKey(
                        name: "fk_supplements_clues_clue_id",
                        column: x => x.clue_id,
                        principalTable: "clues",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "attachments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    clue_id = table.Column<Guid>(type: "uuid", nullable: false),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    media_type = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    is_staged = table.Column<bool>(type: "boolean", nullable: false),
                    supplement_id = table.Column<Guid>(type: "uuid", nullable: true),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_attachments", x => x.id);
                    table.ForeignKey(
                        name: "fk_attachments_clues_clue_id",
                        column: x => x.clue_id,
                        principalTable: "clues",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_attachments_supplements_supplement_id",
                        column: x => x.supplement_id,
                        principalTable: "supplements",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_approval_decisions_clue_id_round_level",
                table: "approval_decisions",
                columns: new[] { "clue_id", "round", "level" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_assignments_handler",
                table: "assignments",
                column: "handler");

            migrationBuilder.CreateIndex(
                name: "ix_attachments_clue_id_sha256",
                table: "attachments",
                columns: new[] { "clue_id", "sha256" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_attachments_district_sha256",
                table: "attachments",
                columns: new[] { "district", "sha256" });

            migrationBuilder.CreateIndex(
                name: "ix_attachments_supplement_id",
                table: "attachments",
                column: "supplement_id");

            migrationBuilder.CreateIndex(
                name: "ix_clue_events_clue_id_sequence",
                table: "clue_events",
                columns: new[] { "clue_id", "sequence" });

            migrationBuilder.CreateIndex(
                name: "ix_clue_reads_clue_id_at",
                table: "clue_reads",
                columns: new[] { "clue_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_clues_district_id",
                table: "clues",
                columns: new[] { "district", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_clues_district_letter_number",
                table: "clues",
                columns: new[] { "district", "letter_number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_clues_district_receipt_due_id",
                table: "clues",
                columns: new[] { "district", "receipt_due", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_clues_district_reference",
                table: "clues",
                columns: new[] { "district", "reference" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_clues_district_status_id",
                table: "clues",
                columns: new[] { "district", "status", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_clues_district_title_id",
                table: "clues",
                columns: new[] { "district", "title", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_clues_due_check",
                table: "clues",
                column: "due_check",
                filter: "due_check is not null");

            migrationBuilder.CreateIndex(
                name: "ix_clues_finding_id_finding_version",
                table: "clues",
                columns: new[] { "finding_id", "finding_version" },
                filter: "finding_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_clues_merged_into_id",
                table: "clues",
                column: "merged_into_id");

            migrationBuilder.CreateIndex(
                name: "ix_delegations_district_to_user_ends",
                table: "delegations",
                columns: new[] { "district", "to_user", "ends" });

            migrationBuilder.CreateIndex(
                name: "ix_disposal_proposals_clue_id",
                table: "disposal_proposals",
                column: "clue_id",
                unique: true,
                filter: "outcome = 'Pending'");

            migrationBuilder.CreateIndex(
                name: "ix_disposal_proposals_clue_id_proposed_at",
                table: "disposal_proposals",
                columns: new[] { "clue_id", "proposed_at" });

            migrationBuilder.CreateIndex(
                name: "ix_idempotent_requests_at",
                table: "idempotent_requests",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_people_district_body",
                table: "people",
                columns: new[] { "district", "body" });

            migrationBuilder.CreateIndex(
                name: "ix_subscribers_district_body_name",
                table: "subscribers",
                columns: new[] { "district", "body", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_subscribers_status",
                table: "subscribers",
                column: "status",
                filter: "status <> 'Active'");

            migrationBuilder.CreateIndex(
                name: "ix_supplements_clue_id_at",
                table: "supplements",
                columns: new[] { "clue_id", "at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "approval_chains");

            migrationBuilder.DropTable(
                name: "approval_decisions");

            migrationBuilder.DropTable(
                name: "assignments");

            migrationBuilder.DropTable(
                name: "attachments");

            migrationBuilder.DropTable(
                name: "calendar_copies");

            migrationBuilder.DropTable(
                name: "clue_events");

            migrationBuilder.DropTable(
                name: "clue_reads");

            migrationBuilder.DropTable(
                name: "delegations");

            migrationBuilder.DropTable(
                name: "disposal_proposals");

            migrationBuilder.DropTable(
                name: "entry_rules");

            migrationBuilder.DropTable(
                name: "idempotent_requests");

            migrationBuilder.DropTable(
                name: "number_series");

            migrationBuilder.DropTable(
                name: "people");

            migrationBuilder.DropTable(
                name: "receipt_rules");

            migrationBuilder.DropTable(
                name: "subscribers");

            migrationBuilder.DropTable(
                name: "working_days");

            migrationBuilder.DropTable(
                name: "supplements");

            migrationBuilder.DropTable(
                name: "clues");
        }
    }
}
