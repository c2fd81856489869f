using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Zhiping.Data.Migrations
{
    /// <inheritdoc />
    public partial class NoticesAndExtensions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "extensions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    notice_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    scope = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    target_id = table.Column<Guid>(type: "uuid", nullable: true),
                    county = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    body_id = table.Column<Guid>(type: "uuid", nullable: false),
                    granted_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    granted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    moved = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_extensions", x => x.id);
                    table.CheckConstraint("ck_extensions_later", "until > granted_at and moved >= 0");
                    table.CheckConstraint("ck_extensions_reason", "length(trim(reason)) > 0");
                    table.CheckConstraint("ck_extensions_whom", "(scope = 'County') = (target_id is null) and (scope = 'County') = (county is not null)");
                });

            migrationBuilder.CreateTable(
                name: "notice_files",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    path = table.Column<string>(type: "character varying(110)", maxLength: 110, nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    saved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    saved_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_notice_files", x => x.id);
                    table.CheckConstraint("ck_notice_files_text", "length(trim(text)) > 0 and octet_length(text) <= 1048576");
                });

            migrationBuilder.CreateTable(
                name: "notice_simulations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    before = table.Column<string>(type: "character varying(130)", maxLength: 130, nullable: false),
                    after = table.Column<string>(type: "character varying(130)", maxLength: 130, nullable: false),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    asked_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    applications = table.Column<int>(type: "integer", nullable: false),
                    changed = table.Column<int>(type: "integer", nullable: false),
                    now_barred = table.Column<int>(type: "integer", nullable: false),
                    now_allowed = table.Column<int>(type: "integer", nullable: false),
                    result = table.Column<string>(type: "jsonb", nullable: true),
                    done_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_notice_simulations", x => x.id);
                    table.CheckConstraint("ck_notice_simulations_counts", "applications >= changed and changed >= now_barred + now_allowed and now_barred >= 0 and now_allowed >= 0");
                    table.CheckConstraint("ck_notice_simulations_done", "(done_at is null) = (result is null)");
                });

            migrationBuilder.CreateIndex(
                name: "ix_extensions_notice_id_target_id",
                table: "extensions",
                columns: new[] { "notice_id", "target_id" });

            migrationBuilder.CreateIndex(
                name: "ix_notice_files_path",
                table: "notice_files",
                column: "path",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_notice_simulations_asked_at",
                table: "notice_simulations",
                column: "asked_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "extensions");

            migrationBuilder.DropTable(
                name: "notice_files");

            migrationBuilder.DropTable(
                name: "notice_simulations");
        }
    }
}
