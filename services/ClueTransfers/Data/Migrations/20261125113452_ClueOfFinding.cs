using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Supervision.ClueTransfers.Data.Migrations
{
    /// <inheritdoc />
    public partial class ClueOfFinding : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "fate_version",
                table: "clues",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "finding_hash",
                table: "clues",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "finding_id",
                table: "clues",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "finding_version",
                table: "clues",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateIndex(
                name: "ix_clues_finding_id_finding_version",
                table: "clues",
                columns: new[] { "finding_id", "finding_version" },
                filter: "finding_id is not null");
            migrationBuilder.ProtectFindings();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop policy platform on number_series");
            migrationBuilder.DropIndex(
                name: "ix_clues_finding_id_finding_version",
                table: "clues");

            migrationBuilder.DropColumn(
                name: "fate_version",
                table: "clues");

            migrationBuilder.DropColumn(
                name: "finding_hash",
                table: "clues");

            migrationBuilder.DropColumn(
                name: "finding_id",
                table: "clues");

            migrationBuilder.DropColumn(
                name: "finding_version",
                table: "clues");
        }
    }
}
