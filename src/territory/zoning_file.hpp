// Zonings as files give them: tables of codes, and contours.
#pragma once

#include "territory/contour_rules.hpp"
#include "territory/zoning_rules.hpp"

namespace pacte::territory {

/// A commune with its contour, for finding where a member's lies.
struct CommuneContour {
  Key key;
  Contour contour;
};

/// What a file of members is held against. All of it must outlive the reading.
struct ZoningGround {
  std::span<Territory const> territories;
  std::span<FormerCommune const> former;
  std::span<CommuneContour const> communes;
};

/// Takes the files of one version of a zoning, and keeps what is right of them.
///
/// Tables: CSV with a header in French or English: `code` (of a territory), and if need be `level`,
/// `label`, `extent`, `member` (the member's own code). Contours: polygons in WGS 84, each with its
/// own code and name in properties (code_qp, lib_qp, code, nom…); each is located in the communes
/// that it covers, what is less than a hundredth of both being taken for a sliver. Two contours
/// must not overlap by more than a hundredth of the smaller one.
class ZoningReading {
 public:
  explicit ZoningReading(ZoningGround const& ground);

  void take_table(std::string const& file, std::string_view text);
  void take(std::string const& file, ContourFeature const& feature);

  /// The members, in the order of the files. Looks first for overlaps: see `faults`.
  std::vector<Member> finish();

  [[nodiscard]] std::vector<ReferenceFault> const& faults() const { return faults_; }
  [[nodiscard]] std::vector<std::string> notices() const;

 private:
  struct Columns;
  struct At {
    std::string file;
    std::size_t line = 0;
  };
  void take_row(At const& at, Columns const& columns, auto const& row);
  void fault(At const& at, std::string message);
  void add(At const& at, Member member);
  void locate(At const& at, Member& member);
  void refuse_overlaps();

  ZoningGround const& ground_;
  CodeReader codes_;
  std::vector<Extent> extents_;  // of the communes
  std::vector<Member> members_;
  std::vector<At> places_;                    // of the members, in the files
  std::map<std::string, std::string> first_;  // where each member was given
  std::vector<ReferenceFault> faults_;
  std::size_t mended_ = 0;
  std::string first_mended_;
};

}  // namespace pacte::territory
