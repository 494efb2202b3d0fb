using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Supervision.Supervisors.Field;

#nullable disable

namespace Supervision.Supervisors.Data.Migrations
{
    /// <inheritdoc />
    public partial class Fieldwork : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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
                name: "ix_places_district_entered_at_id",
                table: "places",
                columns: new[] { "district", "entered_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_places_district_kind_name",
                table: "places",
                columns: new[] { "district", "kind", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sealed_cases_district_id",
                table: "sealed_cases",
                columns: new[] { "district", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_supervisor_bases_place_id",
                table: "supervisor_bases",
                column: "place_id");

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
            migrationBuilder.ProtectField();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "field_entries");

            migrationBuilder.DropTable(
                name: "field_files");

            migrationBuilder.DropTable(
                name: "findings");

            migrationBuilder.DropTable(
                name: "sealed_cases");

            migrationBuilder.DropTable(
                name: "supervisor_bases");

            migrationBuilder.DropTable(
                name: "whistles");

            migrationBuilder.DropTable(
                name: "visits");

            migrationBuilder.DropTable(
                name: "places");
        }
    }
}
