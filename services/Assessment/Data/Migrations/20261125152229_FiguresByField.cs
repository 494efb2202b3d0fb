using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Supervision.Assessment.Conversion;

#nullable disable

namespace Supervision.Assessment.Data.Migrations
{
    /// <inheritdoc />
    public partial class FiguresByField : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "conversion_forms");

            migrationBuilder.AddColumn<string>(
                name: "field",
                table: "conversion_suggestions",
                type: "text",
                nullable: true);

            migrationBuilder.CountAllForms();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop function form_figures;");

            migrationBuilder.DropColumn(
                name: "field",
                table: "conversion_suggestions");

            migrationBuilder.CreateTable(
                name: "conversion_forms",
                columns: table => new
                {
                    form_id = table.Column<Guid>(type: "uuid", nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    issued_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_conversion_forms", x => x.form_id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_conversion_forms_district_issued_at",
                table: "conversion_forms",
                columns: new[] { "district", "issued_at" });

            migrationBuilder.Sql("""
                alter table conversion_forms enable row level security;
                create policy platform on conversion_forms using (app_serves(district)) with check (app_serves(district));
                create policy read on conversion_forms for select using (district = (select app_district()) and (select app_reads_figures()));
                """);
        }
    }
}
