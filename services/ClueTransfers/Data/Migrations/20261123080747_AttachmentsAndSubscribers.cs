using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;
using Supervision.ClueTransfers.Attachments;
using Supervision.ClueTransfers.Subscriptions;

#nullable disable

namespace Supervision.ClueTransfers.Data.Migrations
{
    /// <inheritdoc />
    public partial class AttachmentsAndSubscribers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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
                name: "ix_subscribers_district_body_name",
                table: "subscribers",
                columns: new[] { "district", "body", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_subscribers_status",
                table: "subscribers",
                column: "status",
                filter: "status <> 'Active'");

            migrationBuilder.ProtectAttachments();
            migrationBuilder.ProtectSubscribers();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "attachments");

            migrationBuilder.DropTable(
                name: "subscribers");
        }
    }
}
